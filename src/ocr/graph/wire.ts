/** One field of a protocol-buffers message: a number (varint) or bytes (everything else, as it stands). */
export type Field =
  | { readonly tag: number; readonly wire: 0; readonly value: number }
  | { readonly tag: number; readonly wire: 1 | 2 | 5; readonly value: Uint8Array };

/** A file that is no message. */
export class WireError extends Error {}

/**
 * The fields of a message, in their order (protobuf.dev, "Encoding"). Negative varints come back as negative numbers;
 * beyond 2^53 they lose their last digits, which no model needs.
 *
 * @throws WireError where it is truncated or holds groups
 */
export function readFields(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let [low, high] = [0, 0];
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) throw new WireError("truncated number");
      if (shift < 28) low += (byte & 0x7f) * 2 ** shift;
      else high += (byte & 0x7f) * 2 ** (shift - 28);
      if (byte < 0x80) break;
    }
    // Ten bytes with the highest bit: two's complement of 64 bits.
    return high >= 2 ** 35 ? (high - 2 ** 36) * 2 ** 28 + low : high * 2 ** 28 + low;
  };
  const take = (count: number): Uint8Array => {
    if (at + count > bytes.length) throw new WireError("truncated field");
    at += count;
    return bytes.subarray(at - count, at);
  };
  while (at < bytes.length) {
    const key = varint();
    const [tag, wire] = [Math.floor(key / 8), key % 8];
    if (wire === 0) fields.push({ tag, wire, value: varint() });
    else if (wire === 2) fields.push({ tag, wire, value: take(varint()) });
    else if (wire === 1 || wire === 5) fields.push({ tag, wire, value: take(wire === 1 ? 8 : 4) });
    else throw new WireError(`wire type ${wire}`);
  }
  return fields;
}

/** The bytes of a message; `readFields` of them gives the same fields. */
export function writeFields(fields: readonly Field[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { tag, wire, value } of fields) {
    parts.push(varintBytes(tag * 8 + wire));
    if (wire === 0) parts.push(varintBytes(value));
    else {
      if (wire === 2) parts.push(varintBytes(value.length));
      parts.push(value);
    }
  }
  return Buffer.concat(parts);
}

/** Whole numbers that stand behind one another without keys. */
export function packedNumbers(bytes: Uint8Array): number[] {
  const keyed: number[] = [];
  let isFirst = true;
  for (const byte of bytes) {
    if (isFirst) keyed.push(8);
    keyed.push(byte);
    isFirst = byte < 0x80;
  }
  return readFields(Uint8Array.from(keyed)).map(({ value }) => value as number);
}

function varintBytes(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
    if (rest < 0x80n) return Uint8Array.from([...bytes, Number(rest)]);
    bytes.push(Number(rest & 0x7fn) | 0x80);
  }
}
