import { floatAttribute, floatOf, wholeAttribute, wholesOf } from "./attributes.js";
import { biasOf, outputChannels } from "./fold-affine.js";
import type { GraphEditor } from "./graph-editor.js";
import type { GraphNode } from "./model-graph.js";

/** x · clip(x + 3, 0, 6) / 6 · scale + shift, spelled out over so many steps. */
interface HardSwish {
  readonly input: string;
  readonly output: string;
  readonly scale: number;
  readonly shift: number;
  readonly steps: readonly GraphNode[];
}

/** Version of the operators from which the limits of Clip are inputs. */
const CLIP_BY_INPUTS = 11;

/**
 * Hard swishes in two steps instead of seven, both of a kind that needs no change of memory layout between
 * convolutions: a convolution of one by one whose answer is clipped, times the value itself.
 */
export function shortenHardSwish(editor: GraphEditor): void {
  for (const node of editor.nodes) {
    const found = node.op === "Div" ? matchHardSwish(editor, node) : null;
    const maker = found === null ? undefined : editor.maker(found.input);
    const channels = maker === undefined ? null : outputChannels(editor, maker);
    if (found !== null && channels !== null) shorten(editor, found, channels);
  }
}

function matchHardSwish(editor: GraphEditor, last: GraphNode): HardSwish | null {
  const product = editor.maker(last.inputs[0] ?? "");
  if (editor.scalar(last.inputs[1]) !== 6 || product?.op !== "Mul" || !isUsedOnce(editor, product)) return null;
  const clip = product.inputs.map((input) => editor.maker(input)).find((maker) => maker?.op === "Clip");
  const input = product.inputs.find((value) => value !== clip?.outputs[0]);
  const sum = editor.maker(clip?.inputs[0] ?? "");
  if (clip === undefined || input === undefined || sum?.op !== "Add") return null;
  const three = sum.inputs.find((value) => value !== input);
  const isSum = sum.inputs.includes(input) && editor.scalar(three) === 3;
  if (!isSum || !isZeroToSix(editor, clip) || !isUsedOnce(editor, clip) || !isUsedOnce(editor, sum)) return null;
  const steps = [sum, clip, product, last];
  let [scale, shift, output] = [1, 0, last.outputs[0] ?? ""];
  const times = editor.onlyUser(output);
  const factor = times?.op === "Mul" ? scalarBeside(editor, times, output) : undefined;
  if (times !== undefined && factor !== undefined) {
    [scale, output] = [factor, times.outputs[0] ?? ""];
    steps.push(times);
    const plus = editor.onlyUser(output);
    const term = plus?.op === "Add" ? scalarBeside(editor, plus, output) : undefined;
    if (plus !== undefined && term !== undefined) {
      [shift, output] = [term, plus.outputs[0] ?? ""];
      steps.push(plus);
    }
  }
  return { input, output, scale, shift, steps };
}

function shorten(editor: GraphEditor, { input, output, scale, shift, steps }: HardSwish, channels: number): void {
  const users = editor.users(output);
  const isAbsorbed = users.length > 0 && users.every((user) => canAbsorb(editor, user, output));
  const isShifted = shift !== 0 && !isAbsorbed;
  const [linear, gate, product] = [editor.name(), editor.name(), isShifted ? editor.name() : output];
  const limits = scale < 0 ? ([scale, 0] as const) : ([0, scale] as const);
  const made = [
    perChannel(editor, input, linear, channels, scale / 6, scale / 2),
    clipped(editor, linear, gate, limits),
    { op: "Mul", name: product, inputs: [input, gate], outputs: [product], attributes: [] },
    ...(isShifted ? [perChannel(editor, product, output, channels, 1, shift)] : []),
  ];
  for (const step of steps.slice(0, -1)) editor.replace(step);
  editor.replace(steps.at(-1) as GraphNode, ...made);
  if (isAbsorbed && shift !== 0) for (const user of users) absorb(editor, user, shift);
}

/** Whether a step is a convolution that sees nothing but the picture itself: beside it there are zeros, not shifts. */
function canAbsorb(editor: GraphEditor, node: GraphNode, value: string): boolean {
  const isPadded = (wholesOf(node, "pads") ?? []).some((pad) => pad !== 0);
  const isPicture = node.op === "Conv" && node.inputs[0] === value && !isPadded;
  return isPicture && outputChannels(editor, node) !== null;
}

/** What a shift of all inputs does to the answer of a convolution is a shift too. */
function absorb(editor: GraphEditor, node: GraphNode, shift: number): void {
  const weights = editor.constant(node.inputs[1]);
  const channels = outputChannels(editor, node);
  if (weights === undefined || channels === null) return;
  const each = weights.data.length / channels;
  const bias = biasOf(editor, node, channels).map((value, channel) => {
    let sum = 0;
    for (let at = channel * each; at < (channel + 1) * each; at++) sum += weights.data[at] as number;
    return value + shift * sum;
  });
  const [input = "", weight = ""] = node.inputs;
  editor.replace(node, { ...node, inputs: [input, weight, editor.addConstant([channels], bias)] });
}

/** Each channel by itself, times a number, plus a number. */
function perChannel(
  editor: GraphEditor,
  input: string,
  output: string,
  channels: number,
  scale: number,
  shift: number,
): GraphNode {
  const weights = editor.addConstant([channels, 1, 1, 1], new Float32Array(channels).fill(scale));
  const bias = editor.addConstant([channels], new Float32Array(channels).fill(shift));
  const attributes = [wholeAttribute("group", channels), wholeAttribute("kernel_shape", [1, 1])];
  return { op: "Conv", name: output, inputs: [input, weights, bias], outputs: [output], attributes };
}

function clipped(
  editor: GraphEditor,
  input: string,
  output: string,
  [low, high]: readonly [number, number],
): GraphNode {
  const node = { op: "Clip", name: output, outputs: [output] };
  if (editor.model.opset < CLIP_BY_INPUTS) {
    return { ...node, inputs: [input], attributes: [floatAttribute("min", low), floatAttribute("max", high)] };
  }
  const limits = [low, high].map((limit) => editor.addConstant([], Float32Array.of(limit)));
  return { ...node, inputs: [input, ...limits], attributes: [] };
}

function isZeroToSix(editor: GraphEditor, clip: GraphNode): boolean {
  const limits = ["min", "max"].map((name, at) => editor.scalar(clip.inputs[at + 1]) ?? floatOf(clip, name));
  return limits[0] === 0 && limits[1] === 6;
}

function scalarBeside(editor: GraphEditor, node: GraphNode, value: string): number | undefined {
  return editor.scalar(node.inputs.find((input) => input !== value));
}

function isUsedOnce(editor: GraphEditor, node: GraphNode): boolean {
  return editor.onlyUser(node.outputs[0] ?? "") !== undefined;
}
