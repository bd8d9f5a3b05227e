export { applyProfile } from "./apply-profile.js";
export { createScanner, ENGINE_VERSION, type Scanner, type ScannerOptions } from "./create-scanner.js";
export { scanPrepared } from "./scan-prepared.js";
