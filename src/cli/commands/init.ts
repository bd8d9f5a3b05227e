import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CONFIGURATION_NAME } from "../../configuration/find-configuration.js";
import { CONFIGURATION_TEMPLATE } from "../../configuration/template.js";
import { neutralise } from "../../report/neutralise.js";
import { ConfigurationError, describeSystemError } from "../errors.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";

/**
 * `medlint init [FOLDER]`: writes a commented configuration file, never over one that is there.
 *
 * @throws ConfigurationError where the file exists or cannot be written
 */
export async function init(folder: string | undefined, io: Io): Promise<number> {
  const path = join(folder ?? ".", CONFIGURATION_NAME);
  try {
    await writeFile(path, CONFIGURATION_TEMPLATE, { flag: "wx" });
  } catch (cause) {
    const isThere = (cause as NodeJS.ErrnoException).code === "EEXIST";
    const message = isThere ? `${path} 已存在，没有覆盖` : `${path} 无法写入：${describeSystemError(cause)}`;
    throw new ConfigurationError("MEDLINT_CONFIGURATION", neutralise(message), { cause });
  }
  await io.stdout.write(`已写入 ${neutralise(path)}，各项说明在文件里；medlint rules list 显示生效的状态\n`);
  return EXIT.ok;
}
