export {
  BusyRegistryError,
  CorruptRegistryError,
  ImportError,
  MissingRegistryError,
  RegistryError,
  type RegistryErrorCode,
  RegistryVersionError,
} from "./errors.js";
export type { ImportInput } from "./import-input.js";
export { type ImportOptions, type ImportReport, importRegistry } from "./import-registry.js";
export { MAX_REJECTIONS, type Rejection } from "./import-session.js";
export { MAX_FIELD_LENGTH } from "./map-row.js";
export type { FieldMapping, MappedField, Mapping } from "./mapping.js";
export { MAPPINGS } from "./mappings/index.js";
export {
  type CertificateVersion,
  openRegistry,
  type Registry,
  type RegistryStats,
} from "./registry.js";
export type { RegistrySource } from "./registry-source.js";
export { MAX_LINE_BYTES } from "./rows/read-json-lines.js";
