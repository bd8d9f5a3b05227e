import type { Argument, Command, Help } from "commander";

const HEADINGS: Readonly<Record<string, string>> = {
  "Usage:": "用法：",
  "Arguments:": "参数：",
  "Options:": "选项：",
  "Global Options:": "通用选项：",
  "Commands:": "命令：",
};

/** Makes a command and all commands added to it later speak Chinese in their help. */
export function speakChinese(command: Command): Command {
  return command
    .helpOption("-h, --help", "显示帮助")
    .helpCommand("help [命令]", "显示某个命令的帮助")
    .configureHelp({
      styleTitle: (title: string) => HEADINGS[title] ?? title,
      displayWidth: terminalWidth,
      commandUsage: (command) => [...ancestorsOf(command), command.name(), usageOf(command)].join(" "),
      subcommandTerm: (command) =>
        [command.name(), ...command.registeredArguments.map((argument) => argumentTerm(argument))].join(" "),
      optionDescription(this: Help, option) {
        const choices = option.argChoices ? `（可用：${option.argChoices.join("、")}）` : "";
        const value: unknown = option.defaultValue;
        const fallback = typeof value === "string" ? `（默认 ${value}）` : "";
        return `${option.description}${choices}${fallback}`;
      },
    });
}

function ancestorsOf(command: Command): string[] {
  return command.parent ? [...ancestorsOf(command.parent), command.parent.name()] : [];
}

function usageOf(command: Command): string {
  return command.usage().replace("[options]", "[选项]").replace("[command]", "<命令>");
}

function argumentTerm(argument: Argument): string {
  const word = argument.variadic ? `${argument.name()}…` : argument.name();
  return argument.required ? `<${word}>` : `[${word}]`;
}

/** Columns of a help text, which holds no emoji and no combining marks: everything from Hangul on is wide. */
function terminalWidth(text: string): number {
  let width = 0;
  for (const char of text) width += char >= "\u1100" ? 2 : 1;
  return width;
}

const SUGGESTION = /\(Did you mean (?:one of )?([^?]+)\?\)/;

/** What commander complains about, as a Chinese sentence; null where it is no complaint. */
export function describeCommanderError(code: string, message: string): string | null {
  const named = /'([^']*)'/.exec(message)?.[1] ?? "";
  const suggested = SUGGESTION.exec(message)?.[1];
  const hint = suggested ? `，是不是想写 ${suggested.trim()}？` : "。用 --help 查看用法";
  switch (code) {
    case "commander.unknownOption":
      return /^-[^-].*\./.test(named)
        ? `没有选项 ${named}；如果它是文件名，请写成 ./${named}`
        : `没有选项 ${named}${hint}`;
    case "commander.unknownCommand":
      return `没有命令 ${named}${hint}`;
    case "commander.missingArgument":
      return `缺少参数 ${named}。用 --help 查看用法`;
    case "commander.optionMissingArgument":
      return `选项 ${named} 后面缺少值。用 --help 查看用法`;
    case "commander.missingMandatoryOptionValue":
      return `缺少必需的选项 ${named}。用 --help 查看用法`;
    case "commander.excessArguments":
      return "参数过多。用 --help 查看用法";
    case "commander.conflictingOption":
      return `选项不能同时使用：${message}`;
    default:
      return null;
  }
}
