/** What `medlint init` writes: every section explained, all changes commented out. */
export const CONFIGURATION_TEMPLATE = `# medlint 的配置。放在工作文件夹或其上级文件夹，检查时自动采用；也可用 --config 指定。
# 每一项改动都要写 reason（为什么）、author（谁）、date（哪天改）、until（最后有效的一天；长期有效写 never）。
# 期限一过，改动自动失效并会提示。停用、修改、放行都会写进每份结果，结果中的词库版本也随之不同。
# 完整说明见 docs/configuration.md。

# 命令行没有写时采用的选项；路径相对于本文件。
defaults:
  # kind: device            # 商品类别：device drug health-food fsmp food cosmetic disinfectant other
  # context: advertisement  # 文字的性质
  # registry: 注册库.sqlite
  # strict: true            # 待人工复核的也计入退出码
  profile: platform         # platform 平台、merchant 商家、regulator 监管

# 自有词库文件夹，格式与随程序的词库相同（见 docs/rule-language.md）。
# dictionaries:
#   - folder: ./词库
#     reason: 本平台的补充规则
#     author: 合规部 某某
#     date: 2026-01-05
#     until: never

# 给已有概念增加说法。
# terms:
#   - concept: refund-word
#     add: [不满意全额退]
#     reason: 直播间常用
#     author: 合规部 某某
#     date: 2026-01-05
#     until: never

# 新概念；class 为 lawful 的词是放行词，会列在每份结果里。
# concepts:
#   - id: own-brand
#     name: 自有品牌
#     class: lawful
#     terms: [第一康健]
#     reason: 注册商标
#     author: 法务部 某某
#     date: 2026-01-05
#     until: 2027-12-31

# 修改已有规则：level、certainty、message、suggestion、contexts。
# override:
#   - rule: inducement
#     level: 3
#     reason: 平台公约要求从严
#     author: 合规部 某某
#     date: 2026-01-05
#     until: never

# 停用规则。
# off:
#   - rule: gift-info-missing
#     reason: 赠品由另一系统检查
#     author: 合规部 某某
#     date: 2026-01-05
#     until: 2026-12-31
`;
