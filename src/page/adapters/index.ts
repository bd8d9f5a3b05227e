export { type AdaptedPage, createPageReader } from "./adapted-reader.js";
export { FACT_FIELDS, type FactField, type PageAdapter } from "./adapter.js";
export { ADAPTERS } from "./adapters-data.js";
export { chooseAdapter } from "./choose-adapter.js";
export { AdapterError, loadAdapters } from "./load-adapters.js";
export type { PageFacts } from "./page-facts.js";
export { readFacts } from "./read-facts.js";
