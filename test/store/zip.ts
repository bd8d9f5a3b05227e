import { crc32 as crcOf, deflateRawSync } from "node:zlib";

interface Lie {
  readonly declaredSize: number;
  readonly packed: Buffer;
  readonly crc: number;
}

/** A zip of these entries; a lie replaces the sizes of the first one. */
export function zipOf(entries: readonly (readonly [string, Buffer])[], lie?: Lie): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [index, [name, bytes]] of entries.entries()) {
    const isLie = lie !== undefined && index === 0;
    const packed = isLie ? lie.packed : deflateRawSync(bytes);
    const size = isLie ? lie.declaredSize : bytes.length;
    const nameBytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crcOf(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const head = Buffer.concat([Buffer.from("504b0304", "hex"), common, nameBytes]);
    local.push(head, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("504b01021400", "hex"), common, tail, nameBytes]));
    offset += head.length + packed.length;
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, ...directory, end]);
}
