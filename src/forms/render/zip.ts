import { crc32, createDeflateRaw, type DeflateRaw, deflateRawSync } from "node:zlib";

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 1980-01-01 00:00, the first moment that the format can say: every entry has it, so that bytes depend on content only. */
const DOS_DATE = 0x0021;
const UTF8_NAMES = 0x0800;
const STORED = 0;
const DEFLATED = 8;
/** Shorter texts are stored as they are: starting the packer costs more than it saves. */
const LEAST_PACKED_BYTES = 1_200;
/** The quickest: level 4 takes three times as long for 3 % less. */
const PACK_LEVEL = 1;
const VERSION = 20;
/** UTF-16 units that are packed at a time. */
const PIECE = 262_144;
const MAX_ARCHIVE = 0xffff_ffff;

/** A file of an archive. */
export interface ZipEntry {
  readonly path: string;
  readonly text: string;
}

/** A file of an archive that is packed already. */
export interface Packed {
  readonly name: Buffer;
  readonly data: Buffer;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
}

// Constant parts of a letter are packed once.
const packedParts = new WeakMap<ZipEntry, Packed>();

function pack(entry: ZipEntry): Packed {
  const known = packedParts.get(entry);
  if (known !== undefined) return known;
  const bytes = Buffer.from(entry.text, "utf8");
  const isShort = bytes.length < LEAST_PACKED_BYTES;
  const packed = {
    name: Buffer.from(entry.path, "utf8"),
    data: isShort ? bytes : deflateRawSync(bytes, { level: PACK_LEVEL }),
    method: isShort ? STORED : DEFLATED,
    crc: crc32(bytes),
    size: bytes.length,
  };
  if (Object.isFrozen(entry)) packedParts.set(entry, packed);
  return packed;
}

/** A long file of an archive, written in pieces and packed meanwhile: the same bytes for the same text. */
export class StreamedEntry {
  readonly #name: string;
  readonly #packer: DeflateRaw = createDeflateRaw({ level: PACK_LEVEL });
  readonly #chunks: Buffer[] = [];
  readonly #ended: Promise<void>;
  #text = "";
  #crc = 0;
  #size = 0;

  constructor(path: string) {
    this.#name = path;
    this.#ended = new Promise((resolve, reject) => {
      this.#packer.on("data", (chunk: Buffer) => this.#chunks.push(chunk));
      this.#packer.once("end", resolve).once("error", reject);
    });
    // Told to whoever waits for the end; a failure before that must not end the process.
    this.#ended.catch(() => {});
  }

  write(text: string): void {
    this.#text += text;
    if (this.#text.length >= PIECE) this.#give();
  }

  /** Waits until what was written is packed. */
  drained(): Promise<void> {
    if (!this.#packer.writableNeedDrain) return Promise.resolve();
    return new Promise((resolve) => {
      this.#packer.once("drain", resolve);
    });
  }

  async end(): Promise<Packed> {
    this.#give();
    this.#packer.end();
    await this.#ended;
    const data = Buffer.concat(this.#chunks);
    return { name: Buffer.from(this.#name, "utf8"), data, method: DEFLATED, crc: this.#crc, size: this.#size };
  }

  #give(): void {
    const bytes = Buffer.from(this.#text, "utf8");
    this.#text = "";
    this.#crc = crc32(bytes, this.#crc);
    this.#size += bytes.length;
    this.#packer.write(bytes);
  }
}

/**
 * Packs texts into a ZIP archive: the same bytes for the same texts, no clock. A frozen entry is packed once and kept.
 *
 * @throws RangeError above 4 GB or 65,535 entries, which the plain format cannot say
 */
export function zip(entries: readonly (ZipEntry | Packed)[]): Buffer {
  if (entries.length > 0xffff) throw new RangeError("too many entries for a plain ZIP");
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const packed = "text" in entry ? pack(entry) : entry;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(LOCAL, 0);
    writeFacts(local, 4, packed);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(CENTRAL, 0);
    central.writeUInt16LE(VERSION, 4);
    writeFacts(central, 6, packed);
    central.writeUInt32LE(offset, 42);
    parts.push(local, packed.name, packed.data);
    directory.push(central, packed.name);
    offset += local.length + packed.name.length + packed.data.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  if (offset + size > MAX_ARCHIVE) throw new RangeError("too much for a plain ZIP");
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

function writeFacts(header: Buffer, at: number, { name, data, method, crc, size }: Packed): void {
  header.writeUInt16LE(VERSION, at);
  header.writeUInt16LE(UTF8_NAMES, at + 2);
  header.writeUInt16LE(method, at + 4);
  header.writeUInt16LE(DOS_DATE, at + 8);
  header.writeUInt32LE(crc, at + 10);
  header.writeUInt32LE(data.length, at + 14);
  header.writeUInt32LE(size, at + 18);
  header.writeUInt16LE(name.length, at + 22);
}
