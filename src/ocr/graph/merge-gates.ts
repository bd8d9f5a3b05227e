import type { GraphEditor } from "./graph-editor.js";
import type { GraphNode } from "./model-graph.js";

/** Steps from the mean of a map to the gate made of it. */
const LONGEST_WAY = 6;

/** A map plus itself times a gate of one number a channel is the map times the gate plus one: once over it, not twice. */
export function mergeGates(editor: GraphEditor): void {
  for (const node of editor.nodes) {
    if (node.op !== "Add" || node.inputs.length !== 2) continue;
    const product = node.inputs.map((input) => editor.maker(input)).find((maker) => maker?.op === "Mul");
    const [value = ""] = product?.outputs ?? [];
    if (product === undefined || editor.onlyUser(value) !== node) continue;
    const map = node.inputs.find((input) => input !== value) ?? "";
    const gate = product.inputs.find((input) => input !== map) ?? "";
    if (!product.inputs.includes(map) || !isOneAChannel(editor, gate)) continue;
    const one = editor.addConstant([1], Float32Array.of(1));
    const larger = editor.name();
    editor.replace(product);
    editor.replace(
      node,
      { op: "Add", name: larger, inputs: [gate, one], outputs: [larger], attributes: [] },
      { op: "Mul", name: node.name, inputs: [map, larger], outputs: node.outputs, attributes: [] },
    );
  }
}

/** Whether a value comes, step by step, of the mean of a map: one number a channel. */
function isOneAChannel(editor: GraphEditor, value: string): boolean {
  let maker: GraphNode | undefined = editor.maker(value);
  for (let step = 0; step < LONGEST_WAY && maker !== undefined; step++) {
    if (maker.op === "GlobalAveragePool") return true;
    if (!["HardSigmoid", "Sigmoid", "Relu", "Conv"].includes(maker.op)) return false;
    maker = editor.maker(maker.inputs[0] ?? "");
  }
  return false;
}
