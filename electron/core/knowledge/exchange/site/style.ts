/** The look of an exported site: the console's inks and measures, in either scheme and on paper. */
export const siteStyle = `
:root{color-scheme:light dark;--ground:#fff;--ink:#171b20;--ink-2:#484d56;--line:#d9dce2;--accent:#2450c4;--sunken:#f4f5f7}
@media (prefers-color-scheme:dark){:root{--ground:#16191d;--ink:#e8eaee;--ink-2:#a9aeb8;--line:#343941;--accent:#8fb0ff;--sunken:#1e2227}}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;background:var(--ground);color:var(--ink);font:14px/22px system-ui,-apple-system,"Segoe UI","Microsoft YaHei","PingFang SC",sans-serif}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:1px;border-radius:4px}
header{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center;padding:8px 16px;background:var(--ground);border-bottom:1px solid var(--line)}
header h1{margin:0;font-size:16px;line-height:24px;font-weight:600}
header input{flex:1 1 200px;min-width:0;max-width:420px}
input,select,button{font:inherit;color:inherit;background:var(--ground);border:1px solid var(--ink-2);border-radius:4px;padding:2px 8px;height:30px}
main{max-width:720px;margin:0 auto;padding:16px}
.contents{max-width:960px}
.contents h2{font-size:14px;margin:20px 0 4px}
.contents ul,.hits{list-style:none;margin:0;padding:0;columns:320px;column-gap:24px}
.hits{columns:auto}
.contents li,.hits li{break-inside:avoid;padding:3px 0;overflow-wrap:anywhere}
.hits p{margin:0;color:var(--ink-2);font-size:13px;line-height:20px}
.meta,.origin{color:var(--ink-2);font-size:12px;line-height:18px}
.training{margin:0;padding:8px 16px;background:var(--ink);color:var(--ground);font-weight:700;text-align:center;print-color-adjust:exact}
.num{white-space:nowrap;font-variant-numeric:tabular-nums}
article{overflow-wrap:anywhere;padding:16px 0;border-top:1px solid var(--line)}
article:lang(zh){line-height:26px}
.scripted article{border-top:0}
article h2{font-size:20px;line-height:28px;margin:8px 0}
article h3{font-size:16px;margin:20px 0 8px}
article h4,article h5,article h6{font-size:14px;margin:16px 0 4px}
pre{background:var(--sunken);padding:8px 12px;overflow:auto;line-height:20px;white-space:pre-wrap}
code{font-family:ui-monospace,Consolas,monospace;font-size:13px}
.table{overflow-x:auto}
img{max-width:100%;height:auto;vertical-align:middle}
table{border-collapse:collapse;font-size:13px;line-height:20px}
th,td{border-bottom:1px solid var(--line);padding:4px 12px 4px 0;text-align:left;vertical-align:top}
.right{text-align:right}.center{text-align:center}
blockquote{margin:12px 0;padding:0 0 0 12px;border-left:3px solid var(--line)}
:root[data-words=en] [data-of=zh-CN],:root[data-words=zh-CN] [data-of=en]{display:none}
footer{max-width:960px;margin:0 auto;padding:16px;border-top:1px solid var(--line);color:var(--ink-2);font-size:12px}
@page{size:A4;margin:16mm}
@media print{
:root{color-scheme:light;--ground:#fff;--ink:#000;--ink-2:#333;--line:#999;--accent:#000;--sunken:#fff}
body{font-size:10pt;line-height:14pt}
header input,header select,header button,.back,.hits,.status{display:none!important}
header{position:static}
main{max-width:none;padding:0}
article{break-before:page;border:0}
.scripted article{break-before:auto}
.all article{break-before:page}
pre{border:.5pt solid #999}
pre,blockquote,tr,img{break-inside:avoid}
thead{display:table-header-group}
article a[href^=http]::after{content:" (" attr(href) ")";font-size:8pt;overflow-wrap:anywhere}
}
`.trim();
