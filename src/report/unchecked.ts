import type { Summary } from "./summary.js";

/** What this version does not look at, whatever the input: said on every report. */
const NEVER_CHECKED = ["广告批准文号与经营资质", "价格与成交记录"] as const;

/**
 * What was not checked, in words, most specific first.
 *
 * @param hasRegistry whether a registry was asked
 */
export function listUnchecked(summary: Summary, hasRegistry: boolean): string[] {
  const unchecked: string[] = [];
  if (summary.status.incomplete > 0) unchecked.push(`未读全的 ${summary.status.incomplete} 件`);
  const { switchedOff = [] } = summary;
  if (switchedOff.length > 0) unchecked.push(`配置停用的规则 ${switchedOff.join("；")}`);
  const pictures = summary.images.skipped + summary.images.failed;
  if (pictures > 0) unchecked.push(`${pictures} 张图片中的文字`);
  if (!hasRegistry) unchecked.push("注册库核对（未指定 --registry）");
  else if (summary.certificates.missing > 0) unchecked.push(`注册库中没有的 ${summary.certificates.missing} 个证号`);
  if (summary.otherFiles > 0) unchecked.push(`文件夹中 ${summary.otherFiles} 个其他类型的文件`);
  return [...unchecked, ...NEVER_CHECKED];
}
