import { wholeAttribute, wholesOf } from "./attributes.js";
import { biasOf } from "./fold-affine.js";
import type { GraphEditor } from "./graph-editor.js";
import type { Constant, GraphNode } from "./model-graph.js";

/** Pixels that one pixel becomes in each direction. */
const TWICE = 2;
const PLACES = TWICE * TWICE;

/**
 * The end of the detector, two enlargements by two with a Relu between and a Sigmoid behind, computed at the small size:
 * each place of the four, and of their four, is a channel, and all are put in their places at the very end.
 */
export function foldEnlargement(editor: GraphEditor): void {
  for (const first of editor.nodes) {
    const inner = enlargement(editor, first);
    const relu = inner === null ? undefined : editor.onlyUser(first.outputs[0] ?? "");
    const second = relu?.op === "Relu" ? editor.onlyUser(relu.outputs[0] ?? "") : undefined;
    const outer = second === undefined ? null : enlargement(editor, second);
    const sigmoid = editor.onlyUser(second?.outputs[0] ?? "");
    if (inner === null || relu === undefined || second === undefined || outer === null) continue;
    if (sigmoid?.op !== "Sigmoid" || outer.dims[1] !== 1) continue;
    const [between, high, steep, half] = [editor.name(), editor.name(), editor.name(), editor.name()];
    for (const node of [first, relu, second]) editor.replace(node);
    editor.replace(
      sigmoid,
      pointwise(editor, first.inputs[0] ?? "", between, firstPlaces(inner, biasOf(editor, first, inner.dims[1] ?? 0))),
      { op: "Relu", name: high, inputs: [between], outputs: [high], attributes: [] },
      pointwise(editor, high, steep, placesOfPlaces(outer, biasOf(editor, second, 1))),
      { op: "Sigmoid", name: half, inputs: [steep], outputs: [half], attributes: [] },
      ...putInPlaces(editor, half, sigmoid.outputs[0] ?? ""),
    );
  }
}

interface Pointwise {
  readonly channels: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** Weights, inputs × outputs × 2 × 2, of a step that enlarges by two and nothing else. */
function enlargement(editor: GraphEditor, node: GraphNode): Constant | null {
  const weights = editor.constant(node.inputs[1]);
  if (node.op !== "ConvTranspose" || weights === undefined) return null;
  const isTwice = weights.dims[2] === TWICE && weights.dims[3] === TWICE;
  const isStep = wholesOf(node, "strides")?.every((stride) => stride === TWICE) ?? false;
  const isBare = ["pads", "output_padding"].every((name) => (wholesOf(node, name) ?? []).every((pad) => pad === 0));
  const isPlain = (wholesOf(node, "dilations") ?? []).every((one) => one === 1);
  const hasOneGroup = (wholesOf(node, "group")?.[0] ?? 1) === 1;
  return isTwice && isStep && isBare && isPlain && hasOneGroup ? weights : null;
}

/** Channels: place by place, all outputs of each. */
function firstPlaces({ dims, data }: Constant, bias: Float32Array): Pointwise {
  const [inputs = 0, outputs = 0] = dims;
  const weights = new Float32Array(PLACES * outputs * inputs);
  for (let place = 0; place < PLACES; place++) {
    for (let output = 0; output < outputs; output++) {
      for (let input = 0; input < inputs; input++) {
        const from = (input * outputs + output) * PLACES + place;
        weights[(place * outputs + output) * inputs + input] = data[from] as number;
      }
    }
  }
  const all = Float32Array.from({ length: PLACES * outputs }, (_, at) => bias[at % outputs] ?? 0);
  return { channels: PLACES * outputs, weights, bias: all };
}

/** Four channels of each place, of its own inputs only. */
function placesOfPlaces({ dims, data }: Constant, bias: Float32Array): Pointwise {
  const [inputs = 0] = dims;
  const channels = PLACES * PLACES;
  const weights = new Float32Array(channels * PLACES * inputs);
  for (let channel = 0; channel < channels; channel++) {
    const outer = Math.floor(channel / PLACES);
    for (let input = 0; input < inputs; input++) {
      weights[channel * PLACES * inputs + outer * inputs + input] = data[input * PLACES + (channel % PLACES)] as number;
    }
  }
  return { channels, weights, bias: new Float32Array(channels).fill(bias[0] ?? 0) };
}

function pointwise(
  editor: GraphEditor,
  input: string,
  output: string,
  { channels, weights, bias }: Pointwise,
): GraphNode {
  const weight = editor.addConstant([channels, weights.length / channels, 1, 1], weights);
  const inputs = [input, weight, editor.addConstant([channels], bias)];
  return { op: "Conv", name: output, inputs, outputs: [output], attributes: [wholeAttribute("kernel_shape", [1, 1])] };
}

function putInPlaces(editor: GraphEditor, input: string, output: string): GraphNode[] {
  const half = editor.name();
  const step = (from: string, to: string): GraphNode => ({
    op: "DepthToSpace",
    name: to,
    inputs: [from],
    outputs: [to],
    attributes: [wholeAttribute("blocksize", TWICE)],
  });
  return [step(input, half), step(half, output)];
}
