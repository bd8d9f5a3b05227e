import { readFile } from "node:fs/promises";
import type { InferenceSession } from "onnxruntime-node";
import { speedUp } from "../graph/speed-up.js";

/** Numbers with their shape, row-major. */
export interface Tensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** A model: one tensor in, one tensor out. */
export type Model = (input: Tensor) => Promise<Tensor>;

/**
 * Loads a model for one thread. Children are as many as processors: a second thread in each would only make them wait
 * for one another (670 against 1,410 ms a picture).
 */
export async function loadModel(path: string, ort: typeof import("onnxruntime-node")): Promise<Model> {
  const options: InferenceSession.SessionOptions = {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    // Shapes differ from picture to picture: planned patterns would be kept for each of them.
    enableMemPattern: false,
  };
  const session = await ort.InferenceSession.create(speedUp(await readFile(path)), options);
  const [input = "x"] = session.inputNames;
  const [output = ""] = session.outputNames;
  return async ({ data, dims }) => {
    const tensor = new ort.Tensor("float32", data, [...dims]);
    const answer = (await session.run({ [input]: tensor }))[output];
    if (answer === undefined) throw new Error(`model ${path} gave no ${output}`);
    return { data: answer.data as Float32Array, dims: answer.dims };
  };
}
