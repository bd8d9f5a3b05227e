/**
 * A small assembler: functions written as nested arrays, in the order of WebAssembly's own text format, to a module.
 * All numbers are 32-bit integers; a name is a local, a number a constant.
 */
export type Code = string | number | readonly [string, ...(Code | readonly Code[])[]];

export interface Fn {
  readonly name: string;
  readonly params: readonly string[];
  readonly locals: readonly string[];
  readonly result: boolean;
  readonly body: readonly Code[];
}

export interface Imported {
  readonly name: string;
  readonly params: number;
}

const BINARY: Readonly<Record<string, number>> = {
  "==": 0x46,
  "!=": 0x47,
  "<": 0x48,
  "<u": 0x49,
  ">": 0x4a,
  ">u": 0x4b,
  "<=": 0x4c,
  "<=u": 0x4d,
  ">=": 0x4e,
  ">=u": 0x4f,
  "+": 0x6a,
  "-": 0x6b,
  "*": 0x6c,
  "/": 0x6d,
  "&": 0x71,
  "|": 0x72,
  "^": 0x73,
  "<<": 0x74,
  ">>": 0x75,
  ">>>": 0x76,
};
/** Name, opcode, alignment: `[name, address, offset]`; those that end in `=` take the value between. */
const MEMORY: Readonly<Record<string, readonly [number, number]>> = {
  i32: [0x28, 2],
  u8: [0x2d, 0],
  u16: [0x2f, 1],
  "i32=": [0x36, 2],
  "u16=": [0x3b, 1],
};
const I32 = 0x7f;

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const low = rest & 127;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 128);
  } while (rest !== 0);
  return bytes;
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 127;
    rest >>= 7;
    if ((rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0)) return [...bytes, low];
    bytes.push(low | 128);
  }
}

const sized = (bytes: readonly number[]): number[] => [...unsigned(bytes.length), ...bytes];
const vector = (items: readonly (readonly number[])[]): number[] => [...unsigned(items.length), ...items.flat()];
const section = (id: number, bytes: readonly number[]): number[] => [id, ...sized(bytes)];
const text = (name: string): number[] => sized([...Buffer.from(name)]);

function assemble(fn: Fn, functionOf: (name: string) => number): number[] {
  const names = [...fn.params, ...fn.locals];
  const local = (name: Code | readonly Code[] | undefined): number[] => {
    const at = names.indexOf(name as string);
    if (at < 0) throw new Error(`${fn.name}: no local ${JSON.stringify(name)}`);
    return unsigned(at);
  };
  const emitAll = (codes: readonly Code[], labels: readonly string[]): number[] =>
    codes.flatMap((code) => emit(code, labels));
  const depth = (label: Code | readonly Code[] | undefined, labels: readonly string[]): number[] => {
    const at = labels.lastIndexOf(label as string);
    if (at < 0) throw new Error(`${fn.name}: no label ${JSON.stringify(label)}`);
    return unsigned(labels.length - 1 - at);
  };
  const emit = (code: Code, labels: readonly string[]): number[] => {
    if (typeof code === "number") return [0x41, ...signed(code)];
    if (typeof code === "string") return [0x20, ...local(code)];
    const [op, a, b, c] = code;
    const one = (inner: Code | readonly Code[] | undefined): number[] => emit(inner as Code, labels);
    const binary = BINARY[op];
    if (binary !== undefined) return [...one(a), ...one(b), binary];
    const memory = MEMORY[op];
    if (memory !== undefined) {
      const stores = op.endsWith("=");
      const offset = (stores ? c : b) as number | undefined;
      return [...one(a), ...(stores ? one(b) : []), memory[0], memory[1], ...unsigned(offset ?? 0)];
    }
    if (op === "=") return [...one(b), 0x21, ...local(a)];
    if (op === "+=") return [...emit(["=", a as Code, ["+", a as Code, b as Code]], labels)];
    if (op === "select") return [...one(a), ...one(b), ...one(c), 0x1b];
    if (op === "!") return [...one(a), 0x45];
    if (op === "loop" || op === "block") {
      const inner = emitAll(code.slice(2) as Code[], [...labels, a as string]);
      return [op === "loop" ? 0x03 : 0x02, 0x40, ...inner, 0x0b];
    }
    if (op === "br") return [0x0c, ...depth(a, labels)];
    if (op === "br?") return [...one(b), 0x0d, ...depth(a, labels)];
    if (op === "if") {
      const inner = [...labels, ""];
      const other = c === undefined ? [] : [0x05, ...emitAll(c as Code[], inner)];
      return [...one(a), 0x04, 0x40, ...emitAll(b as Code[], inner), ...other, 0x0b];
    }
    if (op === "call") return [...emitAll(code.slice(2) as Code[], labels), 0x10, ...unsigned(functionOf(a as string))];
    if (op === "return") return [...(a === undefined ? [] : one(a)), 0x0f];
    throw new Error(`${fn.name}: unknown ${op}`);
  };
  const locals = fn.locals.length === 0 ? [] : [[...unsigned(fn.locals.length), I32]];
  return sized([...vector(locals), ...emitAll(fn.body, []), 0x0b]);
}

/** A module that imports a memory and functions with a result from "js", and exports its functions. */
export function assembleModule(imports: readonly Imported[], functions: readonly Fn[]): Uint8Array {
  const type = (params: number, result: boolean): number[] => [
    0x60,
    ...vector(Array.from({ length: params }, () => [I32])),
    ...vector(result ? [[I32]] : []),
  ];
  const names = [...imports, ...functions].map(({ name }) => name);
  const functionOf = (name: string): number => {
    const at = names.indexOf(name);
    if (at < 0) throw new Error(`no function ${name}`);
    return at;
  };
  const types = [
    ...imports.map(({ params }) => type(params, true)),
    ...functions.map((f) => type(f.params.length, f.result)),
  ];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...section(
      2,
      vector([
        [...text("js"), ...text("memory"), 0x02, 0x00, 0x01],
        ...imports.map(({ name }, i) => [...text("js"), ...text(name), 0x00, ...unsigned(i)]),
      ]),
    ),
    ...section(3, vector(functions.map((_, i) => unsigned(imports.length + i)))),
    ...section(7, vector(functions.map(({ name }, i) => [...text(name), 0x00, ...unsigned(imports.length + i)]))),
    ...section(10, vector(functions.map((f) => assemble(f, functionOf)))),
  ]);
}
