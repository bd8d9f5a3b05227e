/** Door of the picture reader for the rest of the program. */
export { decodeDataUrl } from "./image/data-url.js";
export { sniffFormat } from "./image/sniff-format.js";
export { createOcrPool } from "./pool/create-pool.js";
export { OcrUnavailableError } from "./pool/supervised-child.js";
