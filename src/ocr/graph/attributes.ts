import { type GraphNode, stringOf } from "./model-graph.js";
import { type Field, packedNumbers, readFields, writeFields } from "./wire.js";

// Numbers of the fields of AttributeProto in onnx.proto3, and of its types.
const ATTRIBUTE = { name: 1, float: 2, whole: 3, floats: 7, wholes: 8, type: 20 } as const;
const TYPE = { float: 1, whole: 2, wholes: 7 } as const;
const bytesOf = new TextEncoder();

/** Whole numbers of an attribute; null where the step has none of this name. */
export function wholesOf(node: GraphNode, name: string): number[] | null {
  return (
    fieldsOf(node, name)?.flatMap(({ tag, wire, value }) => {
      if (wire === 0) return tag === ATTRIBUTE.whole || tag === ATTRIBUTE.wholes ? [value] : [];
      return tag === ATTRIBUTE.wholes ? packedNumbers(value) : [];
    }) ?? null
  );
}

/** A number of an attribute; null where the step has none of this name. */
export function floatOf(node: GraphNode, name: string): number | null {
  const value = fieldsOf(node, name)?.find(({ tag }) => tag === ATTRIBUTE.float)?.value;
  return value instanceof Uint8Array ? new DataView(value.buffer, value.byteOffset).getFloat32(0, true) : null;
}

/** An attribute that holds a floating number. */
export function floatAttribute(name: string, value: number): Uint8Array {
  const bytes = new Uint8Array(Float32Array.of(value).buffer);
  return attribute(name, [{ tag: ATTRIBUTE.float, wire: 5, value: bytes }], TYPE.float);
}

/** An attribute that holds a whole number, or a list of them. */
export function wholeAttribute(name: string, value: number | readonly number[]): Uint8Array {
  if (typeof value === "number") return attribute(name, [{ tag: ATTRIBUTE.whole, wire: 0, value }], TYPE.whole);
  return attribute(
    name,
    value.map((one) => ({ tag: ATTRIBUTE.wholes, wire: 0, value: one })),
    TYPE.wholes,
  );
}

function attribute(name: string, fields: readonly Field[], type: number): Uint8Array {
  const named: Field = { tag: ATTRIBUTE.name, wire: 2, value: bytesOf.encode(name) };
  return writeFields([named, ...fields, { tag: ATTRIBUTE.type, wire: 0, value: type }]);
}

function fieldsOf({ attributes }: GraphNode, name: string): Field[] | null {
  for (const bytes of attributes) {
    const fields = readFields(bytes);
    if (stringOf(fields, ATTRIBUTE.name) === name) return fields;
  }
  return null;
}
