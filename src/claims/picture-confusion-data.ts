// Written by scripts/build-variants.ts from dictionaries/variants/ocr-confusions.yaml. Do not edit.

/** Pairs "character on the picture, character it was read as", where the second is rare in shop copy. */
export const RARE_PAIRS =
  "治冶日曰天夭未末疗疔疗疖愈愉根艮效郊药约药葯血皿压厌压庄糖塘糖搪尿屎肿钟疱疮疽疸菌茵瘦廋肥肌最晨佳住优忧级极级纵极板顶项顶顷唯睢唯惟威戚威咸免兔费赛医匠晴睛睛晴癌瘤癣廯痔痣症疟消硝消梢彻沏彻砌降隆健键" +
  "康庚祛袪祛法斑班险俭险脸保堡退迟退腿款歉权杈家冢家豪全仝全金国囯国围第笫风凤风夙咳该喘端炎炙毒毐无兀无元失矢偏编瘫摊颈颔椎推肾贤";

/** The same, where the second is common itself. */
export const COMMON_PAIRS =
  "人入人八入人己已己巳已己已巳大太大犬太大王主干千干于白自自白目日日目本木术木问间间问元无力刀病痛眼眠弟第天大用甩注住注往准淮一1胃冒肛肝首百除徐灭火推椎荐存湿温眠眼腺胰脂酯酯脂特持千干士土痛病骨胃肺肿";
