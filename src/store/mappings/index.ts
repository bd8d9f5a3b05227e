import type { Mapping } from "../mapping.js";
import { CERTIFICATES } from "./certificates.js";
import { DEVICE_REGISTRATIONS } from "./device-registrations.js";
import { DRUG_INSERTS } from "./drug-inserts.js";
import { HEALTH_FOODS } from "./health-foods.js";

/** Formats known without being told, in the order in which they are tried. */
export const MAPPINGS: readonly Mapping[] = [DEVICE_REGISTRATIONS, DRUG_INSERTS, HEALTH_FOODS, CERTIFICATES];
