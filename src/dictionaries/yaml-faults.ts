import type { YAMLParseError } from "yaml";
import type { z } from "zod";

/** What the parser of YAML complains about, by its codes. */
const FAULTS: Readonly<Partial<Record<YAMLParseError["code"], string>>> = {
  BAD_ALIAS: "别名没有定义",
  BAD_DIRECTIVE: "指令有误",
  BAD_DQ_ESCAPE: "双引号里的转义有误",
  BAD_INDENT: "缩进不对，或者括号没有配对",
  BAD_SCALAR_START: "值的开头有保留的符号，请加引号",
  BLOCK_AS_IMPLICIT_KEY: "一行里写了两层，缺换行或引号",
  BLOCK_IN_FLOW: "括号里不能换行缩进",
  DUPLICATE_KEY: "同一个键写了两次",
  KEY_OVER_1024_CHARS: "键过长",
  MISSING_CHAR: "缺少符号（引号、括号、冒号或短横线）",
  MULTILINE_IMPLICIT_KEY: "键跨了多行，缺冒号或引号",
  MULTIPLE_DOCS: "一个文件里有多份文档（---）",
  TAB_AS_INDENT: "缩进用了制表符，请改用空格",
  TAG_RESOLVE_FAILED: "有不认识的类型标记",
  UNEXPECTED_TOKEN: "有多余的符号",
};

/** A complaint of the YAML parser in words. */
export function describeYamlFault({ code }: Pick<YAMLParseError, "code">): string {
  return FAULTS[code] ?? "格式有误";
}

/** Names of types as people call them. */
const TYPES: Readonly<Record<string, string>> = {
  string: "文字",
  number: "数字",
  int: "整数",
  boolean: "true 或 false",
  array: "列表",
  object: "键值表",
  record: "键值表",
  date: "日期",
};

/** A complaint of a schema in words: its own Chinese message, else by what was expected. */
export function describeSchemaIssue(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return "格式不符";
  if (/\p{Script=Han}/u.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "unrecognized_keys":
      return `没有 ${issue.keys.join("、")} 这一项`;
    case "invalid_type":
      return `应为${TYPES[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `应为 ${issue.values.map(String).join("、")}`;
    case "too_small":
      return `过小或过短，至少 ${issue.minimum}`;
    case "too_big":
      return `过大或过长，至多 ${issue.maximum}`;
    default:
      return "格式不符";
  }
}
