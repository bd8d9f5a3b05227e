// Browsers that know no margin boxes leave the page numbers out; who exported stands at the end of the text in all.
const PAGE_NUMBERS =
  '@bottom-right{content:"第 " counter(page) " 页 / 共 " counter(pages) " 页";font:9pt "SimSun","宋体","Songti SC","Noto Serif CJK SC",serif;color:#404040}';

/** Style of a letter for print: A4, the template of the quality system (宋体小四, 1.5 lines, title 宋体二号). */
export const LETTER_STYLE = `@page{size:A4;margin:25mm 22mm 23mm;${PAGE_NUMBERS}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:170mm;font:12pt/1.5 "SimSun","宋体","Songti SC","Noto Serif CJK SC","AR PL UMing CN",serif;color:#000;background:#fff;overflow-wrap:anywhere}
h1{font-size:22pt;line-height:1.4;text-align:center;margin:6pt 0 10pt}
h2{font:12pt/1.5 "SimHei","黑体","Noto Sans CJK SC",sans-serif;margin:8pt 0 3pt;break-after:avoid}
p{margin:0;text-indent:2em}p.flush,p.right,p.number,p.banner,p.cut{text-indent:0}
p.right{text-align:right;break-before:avoid}p.number{text-align:center;margin-bottom:8pt}
p.banner{border:1pt solid #c00000;color:#c00000;text-align:center;padding:3pt;margin-bottom:6pt;font-size:10.5pt}
p.cut{border-top:1pt dashed #808080;margin-top:14pt;padding-top:6pt;text-align:center;font-family:"SimHei","黑体","Noto Sans CJK SC",sans-serif;break-after:avoid}
ol{margin:0;padding-left:3.2em}
table{border-collapse:collapse;width:calc(100% - 1pt);table-layout:fixed;margin:4pt .5pt 8pt;font-size:10pt;line-height:1.3}
.whole{break-inside:avoid}div.whole{margin-top:6pt}b{font-weight:normal;white-space:nowrap}
thead{display:table-header-group}tr{break-inside:avoid}
td,th{border:.5pt solid #404040;padding:2pt 4pt;vertical-align:middle;text-align:left;white-space:pre-line}
th{background:#efefef;font-weight:normal;font-family:"SimHei","黑体","Noto Sans CJK SC",sans-serif;text-align:center}
.page{break-before:page}
footer{margin-top:10pt;font-size:9pt;color:#404040;border-top:.5pt solid #808080;break-before:avoid}
@media print{body{max-width:none}}`;

/** Style of a table for print: A4 across, the heading on each page. */
export const TABLE_STYLE = `@page{size:A4 landscape;margin:12mm 10mm;${PAGE_NUMBERS}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:277mm;font:8pt/1.35 "SimSun","宋体","Songti SC","Noto Serif CJK SC","AR PL UMing CN",serif;color:#000;background:#fff;overflow-wrap:anywhere}
h1{font-size:16pt;text-align:center;margin:2pt 0 4pt}
p{margin:2pt 0}div.end{break-inside:avoid}p.code{text-align:right;font-size:9pt}
p.head span{margin-right:2em}
table{border-collapse:collapse;width:calc(100% - 1pt);table-layout:fixed;margin:0 .5pt}
thead{display:table-header-group}tr{break-inside:avoid}
td,th{border:.5pt solid #404040;padding:1.5pt 2pt;vertical-align:top;text-align:left;white-space:pre-line}
th{background:#efefef;font-weight:normal;font-family:"SimHei","黑体","Noto Sans CJK SC",sans-serif;text-align:center;vertical-align:middle}
p.sign span{display:inline-block;margin-right:3em}
td.none{text-align:center;padding:8pt}
footer{margin-top:6pt;font-size:8pt;color:#404040;break-before:avoid}`;
