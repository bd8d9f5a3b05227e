export {
  BusyRegistryError,
  CorruptRegistryError,
  ImportError,
  MissingRegistryError,
  RegistryError,
  type RegistryErrorCode,
  RegistryVersionError,
} from "./errors.js";
export {
  type ImportInput,
  type ImportOptions,
  type ImportReport,
  importRegistry,
  MAX_REJECTIONS,
  type Rejection,
} from "./import-registry.js";
export { MAX_FIELD_LENGTH } from "./map-row.js";
export type { FieldMapping, MappedField, Mapping } from "./mapping.js";
export { MAPPINGS } from "./mappings/index.js";
export { MAX_LINE_BYTES } from "./read-lines.js";
export {
  type CertificateVersion,
  openRegistry,
  type Registry,
  type RegistrySource,
  type RegistryStats,
} from "./registry.js";
