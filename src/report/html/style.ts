/** The report's style: no font, no picture from elsewhere; light and dark; a print form. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#f4f6f8;--card:#fff;--ink:#1c2128;--muted:#57606a;--line:#d3d9e0;--mark:#ffe08a;--mark-ink:#5c1700;
--accent:#0b5cad;--l1:#a40e26;--l2:#b93a09;--l3:#7d5a00;--l4:#0b5cad;--ok:#1a6b34;--miss:#7a3b9a;--sug:#e8f5ec;--quote:#fafbfc}
@media (prefers-color-scheme:dark){:root{--bg:#14181d;--card:#1c2229;--ink:#e3e8ee;--muted:#9aa5b1;--line:#38424d;--mark:#6b4a00;--mark-ink:#ffe7ad;
--accent:#6db3ff;--l1:#ff7b8a;--l2:#ff9a66;--l3:#e8c14d;--l4:#6db3ff;--ok:#63c984;--miss:#cf9ae8;--sug:#17301f;--quote:#171c22}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);line-height:1.7;font-size:15px;line-break:strict;overflow-wrap:anywhere;
font-family:system-ui,-apple-system,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
.top,.tools,main{max-width:1080px;margin:0 auto;padding:12px 20px}
h1{font-size:24px;margin:12px 0 0}
h2,h3{font-size:16px;margin:0;display:inline}
p{margin:6px 0}
.muted{color:var(--muted);font-size:13px}
code,.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono CJK SC",monospace;font-size:13px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:10px;padding:0;margin:12px 0;list-style:none}
.figures li{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:10px 14px;border-left:4px solid}
.figures b{display:block;font-size:26px;line-height:1.2;font-variant-numeric:tabular-nums}
.figures span{color:var(--ink)}
.s-violation{color:var(--l1)}.s-review{color:var(--l3)}.s-incomplete{color:var(--miss)}.s-clean{color:var(--ok)}
.remarks{margin:8px 0;padding:8px 8px 8px 28px;border:1px solid var(--l3);border-radius:8px;background:var(--card)}
.notice{color:var(--muted);font-size:13px}
.tools{display:flex;flex-wrap:wrap;gap:8px 10px;align-items:end;position:sticky;top:0;background:var(--bg);border-bottom:1px solid var(--line);z-index:1}
.tools label{display:flex;flex-direction:column;font-size:12px;color:var(--muted)}
.grow{flex:1 1 130px}
.grow input{width:100%}
input,select,button{font:inherit;font-size:14px;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:6px;padding:5px 8px;min-height:34px;max-width:100%}
select{max-width:150px}
button{cursor:pointer}
button:hover:not(:disabled){border-color:var(--accent)}
button:disabled{color:var(--muted);cursor:default}
button[aria-pressed=true]{background:var(--accent);border-color:var(--accent);color:var(--card);font-weight:600}
.tabs{display:flex;gap:4px}
:focus-visible{outline:3px solid var(--accent);outline-offset:1px}
main:focus{outline:none}
.skip{position:absolute;left:-9999px}.skip:focus{left:8px;top:8px;background:var(--card);padding:6px 10px;z-index:2}
.bar{display:flex;justify-content:space-between;align-items:center;gap:12px;flex-wrap:wrap;min-height:40px}
.pages,.right{display:flex;gap:6px;align-items:center}
.card{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--line);border-radius:8px;padding:12px 16px;margin:0 0 12px}
.card.l1{border-left-color:var(--l1)}.card.l2{border-left-color:var(--l2)}.card.l3{border-left-color:var(--l3)}.card.l4{border-left-color:var(--l4)}
.card.aside{opacity:.78}
.head{display:flex;flex-wrap:wrap;gap:4px 10px;align-items:center}
.badge{border:1px solid currentColor;border-radius:999px;padding:0 9px;font-size:12px;font-weight:600;white-space:nowrap}
.badge.l1{color:var(--l1)}.badge.l2{color:var(--l2)}.badge.l3{color:var(--l3)}.badge.l4{color:var(--l4)}
.badge.violation{color:var(--l1)}.badge.review{color:var(--l3)}.badge.state{color:var(--ok)}
.head code{color:var(--muted)}
.place{color:var(--muted);font-size:13px}
blockquote{margin:8px 0;padding:8px 12px;background:var(--quote);border:1px solid var(--line);border-radius:6px;overflow:hidden;unicode-bidi:isolate;direction:ltr}
mark{background:var(--mark);color:var(--mark-ink);font-weight:700;border-radius:3px;padding:0 2px;box-decoration-break:clone;-webkit-box-decoration-break:clone}
bdi{unicode-bidi:isolate}
.compare{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:10px;margin:8px 0}
.compare>div{border:1px solid var(--line);border-radius:6px;padding:8px 12px}
.compare p{margin:2px 0}
.compare h4{margin:0 0 2px;font-size:13px;color:var(--muted);font-weight:600}
.compare .claimed{border-color:var(--l2)}
@media (max-width:640px){.compare{grid-template-columns:1fr}.tools{position:static}}
.suggestion{background:var(--sug);border-radius:6px;padding:6px 12px}
details{margin:6px 0}
summary{cursor:pointer}
details .law{margin:4px 0 8px;padding-left:14px;border-left:3px solid var(--line)}
figure{margin:8px 0}
figcaption{font-size:13px;color:var(--muted)}
figure svg{display:block;max-width:100%;max-height:420px;height:auto;background:var(--quote);border:1px solid var(--line);border-radius:6px}
svg .line{fill:none;stroke:var(--line);vector-effect:non-scaling-stroke}
svg .box{fill:var(--mark);fill-opacity:.35;stroke:#d1242f;stroke-width:3px;vector-effect:non-scaling-stroke}
svg .said{fill:var(--muted)}
svg .said.hit{fill:var(--ink);font-weight:700}
.foot{font-size:12px;color:var(--muted)}
.listing{display:flex;flex-wrap:wrap;gap:2px 14px;align-items:baseline}
.listing .badge{align-self:center}
.card ul{margin:4px 0;padding-left:22px}
.empty{padding:40px;text-align:center;color:var(--muted)}
@media print{:root{color-scheme:light;--bg:#fff;--card:#fff;--ink:#000;--muted:#444;--line:#999;--mark:#ddd;--mark-ink:#000;--accent:#000;--l1:#000;--l2:#000;--l3:#000;--l4:#000;--ok:#000;--miss:#000;--sug:#fff;--quote:#fff}
body{font-size:10.5pt}.tools,.right,.pages,.skip{display:none}.top,main{max-width:none;padding:0}.card{break-inside:avoid;border-width:1px}mark{text-decoration:underline;border:1px solid #000}.suggestion{border:1px solid #999}
@page{margin:14mm}}
`;
