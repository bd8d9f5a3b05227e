/** The matching core. The door `medlint/match`. */
export { DISGUISES, type Disguise, type Hit, type Matcher, type Term } from "../contracts/match.js";
export { type CompileOptions, compile } from "./compile.js";
export { CorruptMatcherError } from "./errors.js";
export { type LoadOptions, load } from "./load.js";
export { CompiledMatcher } from "./matcher.js";
