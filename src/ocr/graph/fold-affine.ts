import { floatOf, wholesOf } from "./attributes.js";
import type { GraphEditor } from "./graph-editor.js";
import type { GraphNode } from "./model-graph.js";

/** What a step does to each channel: times `scale`, plus `shift`. */
interface Affine {
  readonly scale: (channel: number) => number;
  readonly shift: (channel: number) => number;
}

const EPSILON = 1e-5;

/**
 * Lets convolutions do the multiplications, additions and normalisations by constants that follow them: the same
 * function, without going over the whole picture once more for each.
 */
export function foldAffine(editor: GraphEditor): void {
  for (const node of editor.nodes) {
    const channels = outputChannels(editor, node);
    if (channels === null) continue;
    const followers: GraphNode[] = [];
    const scale = new Float64Array(channels).fill(1);
    const shift = new Float64Array(channels);
    for (let output = node.outputs[0] ?? ""; ; ) {
      const next = editor.onlyUser(output);
      const affine = next === undefined ? null : affineOf(editor, next, output, channels);
      if (next === undefined || affine === null) break;
      for (let channel = 0; channel < channels; channel++) {
        scale[channel] = (scale[channel] as number) * affine.scale(channel);
        shift[channel] = (shift[channel] as number) * affine.scale(channel) + affine.shift(channel);
      }
      followers.push(next);
      output = next.outputs[0] ?? "";
    }
    if (followers.length > 0) fold(editor, node, followers, scale, shift);
  }
}

/** Channels that a convolution makes; null for any other step. */
export function outputChannels(editor: GraphEditor, node: GraphNode): number | null {
  const weights = editor.constant(node.inputs[1]);
  if (weights?.dims.length !== 4) return null;
  if (node.op === "Conv") return weights.dims[0] ?? null;
  const group = wholesOf(node, "group")?.[0] ?? 1;
  return node.op === "ConvTranspose" && group === 1 ? (weights.dims[1] ?? null) : null;
}

/** Bias of a convolution, zeros where it has none. */
export function biasOf(editor: GraphEditor, node: GraphNode, channels: number): Float32Array {
  return editor.constant(node.inputs[2])?.data ?? new Float32Array(channels);
}

function affineOf(editor: GraphEditor, node: GraphNode, before: string, channels: number): Affine | null {
  if (node.op === "BatchNormalization") return normalisation(editor, node);
  if (node.op !== "Mul" && node.op !== "Add") return null;
  const other = node.inputs.find((input) => input !== before);
  const values = perChannel(editor, other, channels);
  if (values === null) return null;
  return node.op === "Mul" ? { scale: values, shift: () => 0 } : { scale: () => 1, shift: values };
}

/** A constant as one number a channel; null where it is not. */
function perChannel(editor: GraphEditor, value: string | undefined, channels: number): Affine["scale"] | null {
  const constant = editor.constant(value);
  if (constant === undefined) return null;
  const { dims, data } = constant;
  if (data.length === 1) return () => data[0] as number;
  const isChannels = data.length === channels && dims.at(-3) === channels && dims.at(-1) === 1 && dims.at(-2) === 1;
  return isChannels ? (channel) => data[channel] as number : null;
}

function normalisation(editor: GraphEditor, node: GraphNode): Affine | null {
  const [scale, shift, mean, variance] = node.inputs.slice(1).map((input) => editor.constant(input)?.data);
  if (scale === undefined || shift === undefined || mean === undefined || variance === undefined) return null;
  const epsilon = floatOf(node, "epsilon") ?? EPSILON;
  const factor = (channel: number) => (scale[channel] as number) / Math.sqrt((variance[channel] as number) + epsilon);
  return {
    scale: factor,
    shift: (channel) => (shift[channel] as number) - (mean[channel] as number) * factor(channel),
  };
}

function fold(
  editor: GraphEditor,
  convolution: GraphNode,
  followers: readonly GraphNode[],
  scale: Float64Array,
  shift: Float64Array,
): void {
  const weights = editor.constant(convolution.inputs[1]);
  if (weights === undefined) return;
  const { dims, data } = weights;
  const channels = scale.length;
  const scaled = new Float32Array(data.length);
  // Transposed ones hold inputs × outputs, the others outputs × inputs.
  const each = dims.slice(convolution.op === "Conv" ? 1 : 2).reduce((all, one) => all * one, 1);
  for (let start = 0, channel = 0; start < data.length; start += each, channel = (channel + 1) % channels) {
    const factor = scale[channel] as number;
    for (let at = start; at < start + each; at++) scaled[at] = (data[at] as number) * factor;
  }
  const bias = biasOf(editor, convolution, channels).map(
    (value, channel) => value * (scale[channel] as number) + (shift[channel] as number),
  );
  const inputs = [convolution.inputs[0] ?? "", editor.addConstant(dims, scaled), editor.addConstant([channels], bias)];
  const outputs = followers.at(-1)?.outputs ?? convolution.outputs;
  editor.replace(convolution, { ...convolution, inputs, outputs });
  for (const follower of followers) editor.replace(follower);
}
