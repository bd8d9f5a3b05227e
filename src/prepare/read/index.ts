export { FORMATS, type Input, type InputFormat, type ReadOptions, unreadable } from "./input.js";
export { type ReadTally, readInputs } from "./read-inputs.js";
