import type { Command } from "commander";

/**
 * Ends the help of a command with examples that can be typed as they are.
 *
 * @param lines a command without `$`, or a command with remarks after it
 */
export function withExamples(command: Command, ...lines: readonly string[]): Command {
  return command.addHelpText("after", `\n示例：\n${lines.map((line) => `  $ ${line}`).join("\n")}`);
}
