import { type Field, packedNumbers, readFields, writeFields } from "./wire.js";

/** A constant of a graph: 32-bit floats with their shape. */
export interface Constant {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** A step of a graph; attributes stay as they are written in the file. */
export interface GraphNode {
  readonly op: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: readonly Uint8Array[];
}

/** An ONNX model that can be changed: steps in order, and constants by name. */
export interface ModelGraph {
  nodes: GraphNode[];
  /** Constants of 32-bit floats; others stay in the file untouched. */
  readonly constants: Map<string, Constant>;
  /** Names that the caller reads: no step that makes one may go. */
  readonly outputs: readonly string[];
  /** Version of the standard operators. */
  readonly opset: number;
  /** The message around it. */
  readonly rest: { readonly model: readonly Field[]; readonly graph: readonly Field[] };
}

// Numbers of the fields in onnx.proto3.
const MODEL_GRAPH = 7;
const MODEL_OPSET = 8;
const GRAPH = { node: 1, initializer: 5, output: 12 } as const;
const NODE = { input: 1, output: 2, name: 3, op: 4, attribute: 5, domain: 7 } as const;
const TENSOR = { dims: 1, type: 2, floats: 4, name: 8, raw: 9 } as const;
const FLOAT = 1;

const text = new TextDecoder();
const bytesOf = new TextEncoder();

/**
 * Reads an ONNX file.
 *
 * @throws WireError where it is none
 */
export function readModel(bytes: Uint8Array): ModelGraph {
  const model = readFields(bytes);
  const inner = model.find(({ tag }) => tag === MODEL_GRAPH)?.value;
  const graph = readFields(inner instanceof Uint8Array ? inner : new Uint8Array());
  const constants = new Map<string, Constant>();
  const nodes: GraphNode[] = [];
  const outputs: string[] = [];
  const rest: Field[] = [];
  for (const field of graph) {
    const { tag, value } = field;
    if (!(value instanceof Uint8Array)) rest.push(field);
    else if (tag === GRAPH.node) {
      const node = readNode(value);
      const constant = node.op === "Constant" ? constantOf(node) : null;
      if (constant !== null) constants.set(node.outputs[0] ?? "", constant);
      else nodes.push(node);
    } else if (tag === GRAPH.initializer) {
      const { name, constant } = readTensor(value);
      if (constant === null) rest.push(field);
      else constants.set(name, constant);
    } else {
      if (tag === GRAPH.output) outputs.push(stringOf(readFields(value), 1));
      rest.push(field);
    }
  }
  return { nodes, constants, outputs, opset: opsetOf(model), rest: { model, graph: rest } };
}

/** The file of a model. */
export function writeModel({ nodes, constants, rest }: ModelGraph): Uint8Array {
  const used = new Set(nodes.flatMap(({ inputs }) => inputs));
  const graph: Field[] = nodes.map((node) => ({ tag: GRAPH.node, wire: 2, value: writeNode(node) }));
  for (const [name, constant] of constants) {
    if (used.has(name)) graph.push({ tag: GRAPH.initializer, wire: 2, value: writeTensor(name, constant) });
  }
  const value = writeFields([...graph, ...rest.graph]);
  return writeFields([...rest.model.filter(({ tag }) => tag !== MODEL_GRAPH), { tag: MODEL_GRAPH, wire: 2, value }]);
}

function opsetOf(model: readonly Field[]): number {
  for (const { tag, value } of model) {
    if (tag !== MODEL_OPSET || !(value instanceof Uint8Array)) continue;
    const fields = readFields(value);
    const version = fields.find((field) => field.tag === 2)?.value;
    if (stringOf(fields, 1) === "" && typeof version === "number") return version;
  }
  return 0;
}

function readNode(bytes: Uint8Array): GraphNode {
  const fields = readFields(bytes);
  const all = (tag: number) => fields.flatMap((field) => (field.tag === tag && field.wire === 2 ? [field.value] : []));
  return {
    op: stringOf(fields, NODE.op),
    name: stringOf(fields, NODE.name),
    inputs: all(NODE.input).map((value) => text.decode(value)),
    outputs: all(NODE.output).map((value) => text.decode(value)),
    attributes: all(NODE.attribute),
  };
}

function writeNode({ op, name, inputs, outputs, attributes }: GraphNode): Uint8Array {
  const string = (tag: number, value: string): Field => ({ tag, wire: 2, value: bytesOf.encode(value) });
  return writeFields([
    ...inputs.map((input) => string(NODE.input, input)),
    ...outputs.map((output) => string(NODE.output, output)),
    string(NODE.name, name),
    string(NODE.op, op),
    ...attributes.map((value): Field => ({ tag: NODE.attribute, wire: 2, value })),
  ]);
}

function constantOf(node: GraphNode): Constant | null {
  const tensor = node.attributes.flatMap((bytes) => readFields(bytes)).find(({ tag }) => tag === 5)?.value;
  return tensor instanceof Uint8Array ? readTensor(tensor).constant : null;
}

function readTensor(bytes: Uint8Array): { name: string; constant: Constant | null } {
  const fields = readFields(bytes);
  const name = stringOf(fields, TENSOR.name);
  const isFloat = fields.some(({ tag, value }) => tag === TENSOR.type && value === FLOAT);
  if (!isFloat) return { name, constant: null };
  const dims = fields.flatMap(({ tag, wire, value }) =>
    tag !== TENSOR.dims ? [] : wire === 0 ? [value] : packedNumbers(value),
  );
  const raw = fields.flatMap(({ tag, value }) =>
    (tag === TENSOR.raw || tag === TENSOR.floats) && value instanceof Uint8Array ? [value] : [],
  );
  const joined = new Uint8Array(raw.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of raw) {
    joined.set(part, at);
    at += part.length;
  }
  return { name, constant: { dims, data: new Float32Array(joined.buffer) } };
}

function writeTensor(name: string, { dims, data }: Constant): Uint8Array {
  return writeFields([
    ...dims.map((value): Field => ({ tag: TENSOR.dims, wire: 0, value })),
    { tag: TENSOR.type, wire: 0, value: FLOAT },
    { tag: TENSOR.name, wire: 2, value: bytesOf.encode(name) },
    { tag: TENSOR.raw, wire: 2, value: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) },
  ]);
}

export function stringOf(fields: readonly Field[], tag: number): string {
  const value = fields.find((field) => field.tag === tag)?.value;
  return value instanceof Uint8Array ? text.decode(value) : "";
}
