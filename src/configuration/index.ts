export { type ConfiguredDictionary, configureDictionary } from "./configure-dictionary.js";
export { CONFIGURATION_NAME, findConfiguration } from "./find-configuration.js";
export { type Configuration, parseConfiguration, readConfiguration } from "./read-configuration.js";
export { CONFIGURATION_TEMPLATE } from "./template.js";
