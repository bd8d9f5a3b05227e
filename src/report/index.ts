export { createJsonReporter } from "./json.js";
export { createJsonlReporter } from "./jsonl.js";
export { neutralise } from "./neutralise.js";
export type { Reporter } from "./reporter.js";
export { createStylishReporter, type StylishOptions } from "./stylish.js";
export { type Summary, SummaryCounter } from "./summary.js";
export { describeNote } from "./wording.js";
