// The look of the staff's page: the kiosk's own paper, ink and amber, and its night for those who prefer
// dark.
#include "hub/page.hpp"

namespace kiosk::hub {

namespace {

constexpr std::string_view style_sheet =
    R"(:root{color-scheme:light dark;--bg:#fbf8f1;--surface:#fff;--ink:#131a2e;--soft:#4a5268;--line:#7a7464;--hair:#d8d0bd;
--chosen:#ffefc7;--cta:#131a2e;--cta-ink:#fff;--cta-low:#2b3556;--error:#b3261e;--error-bg:#fcebe8;--ok:#1d6b45;--focus:#0a55d1;--amber:#ffc145;
--bar-edge:#131a2e;--thin-bar:#b97f16}
@media (prefers-color-scheme:dark){:root{--bg:#0d1428;--surface:#17203b;--ink:#eef1f8;--soft:#a3aec9;--line:#5e6c93;--hair:#2b3556;
--chosen:#243052;--cta:#ffc145;--cta-ink:#131a2e;--cta-low:#ffe2a0;--error:#ff8a73;--error-bg:#3a1d2a;--ok:#7fd6a8;--focus:#5cc8ff;--amber:#ffc145;
--bar-edge:none;--thin-bar:#ffc145}}
*{box-sizing:border-box}
html{font:400 1rem/1.5 Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;background:var(--bg);color:var(--ink);
-webkit-text-size-adjust:100%}
body{margin:0;min-height:100vh}
h1,h2,p,dl,dd,figure,ul{margin:0;padding:0}
h1{font-size:1.75rem;line-height:1.15;letter-spacing:-.02em;font-weight:600}
h2{font-size:1.25rem;line-height:1.25;letter-spacing:-.01em;font-weight:600}
a{color:inherit;text-underline-offset:.2em}
code{font:500 .9em ui-monospace,"DejaVu Sans Mono",monospace}
:focus-visible{outline:3px solid var(--focus);outline-offset:3px;border-radius:4px}
main:focus{outline:none}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-9999px}
.skip:focus{left:1rem;top:.5rem;background:var(--surface);padding:.5rem 1rem;z-index:1}
header,main,footer{max-width:72rem;margin:0 auto;padding:0 1.5rem}
header{display:flex;align-items:center;justify-content:space-between;gap:1rem;padding-top:1rem;padding-bottom:1rem}
header form{display:flex;align-items:center;gap:1rem}
.brand{display:inline-flex;align-items:center;gap:.625rem;font-weight:600;letter-spacing:-.01em}
.brand svg{width:1.75rem;height:1.75rem}
.roof{fill:var(--ink)}
.lit{fill:var(--amber)}
.who,.hint,.asof,.notes,footer,figcaption{color:var(--soft)}
main{padding-top:1.5rem}
footer{padding-top:2.5rem;padding-bottom:2.5rem;font-size:.875rem}
section{margin-top:2.5rem}
.heading{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:.5rem 1.5rem}
button,.spans a{font:inherit;font-weight:600;font-size:.9375rem;min-height:2.75rem;padding:.5rem 1.125rem;border:1.5px solid var(--line);
border-radius:999px;background:var(--surface);color:var(--ink);cursor:pointer;text-decoration:none;display:inline-flex;align-items:center}
button:hover,.spans a:hover{background:var(--chosen)}
button:focus-visible,.spans a:focus-visible{border-radius:999px}
.primary{background:var(--cta);color:var(--cta-ink);border-color:var(--cta);justify-content:center;font-size:1rem}
.primary:hover{background:var(--cta-low)}
.asof a{display:inline-block;padding:.5rem .25rem;margin-left:.5rem;font-weight:600;color:var(--ink)}
.alarm{margin-top:1.25rem;padding:1rem 1.25rem;border-radius:12px;border:1.5px solid var(--error);background:var(--error-bg)}
.alarm strong{color:var(--error)}
.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:1rem;margin-top:1.25rem}
.tile{background:var(--surface);border:1px solid var(--hair);border-radius:16px;padding:1rem 1.25rem 1.125rem;display:flex;flex-direction:column}
.tile dt{color:var(--soft);font-size:.9375rem}
.tile dd{font-size:2.25rem;line-height:1.2;font-weight:600;letter-spacing:-.03em;font-variant-numeric:tabular-nums;white-space:nowrap}
.tile small{font-size:1rem;font-weight:500;letter-spacing:0;color:var(--soft)}
.first{background:var(--amber);border-color:var(--amber)}
.first dt,.first dd{color:#131a2e}
.alert{border:1.5px solid var(--error)}
.alert dd{color:var(--error)}
.notes{list-style:none;margin-top:.75rem;font-size:.9375rem}
.spans{display:flex;gap:.5rem}
.spans [aria-current]{background:var(--chosen);border-color:var(--ink)}
.plot{margin-top:.5rem}
.frame{display:grid;grid-template-columns:auto 1fr;grid-template-rows:13rem auto;gap:.375rem .75rem;margin-top:1.25rem;
font-size:.875rem;color:var(--soft);font-variant-numeric:tabular-nums}
.scale{display:flex;flex-direction:column;justify-content:space-between;text-align:right;margin:-.65em 0}
.frame svg{width:100%;height:100%;overflow:visible;display:block}
.frame path{fill:none;stroke:var(--hair);stroke-width:1;vector-effect:non-scaling-stroke}
.ground path{stroke:var(--line);stroke-width:1.5}
.bars rect{fill:var(--amber);stroke:var(--bar-edge);stroke-width:1.5;vector-effect:non-scaling-stroke}
.thin rect{fill:var(--thin-bar);stroke:none}
.axis{grid-column:2;display:grid}
.axis span+span{text-align:right}
.axis div{display:flex;justify-content:space-between}
.axis-day{grid-template-columns:repeat(4,1fr)}
.axis-week{grid-template-columns:repeat(7,1fr)}
details{margin-top:.75rem}
summary{cursor:pointer;padding:.625rem 0;font-weight:600;font-size:.9375rem;width:fit-content}
.figures{max-height:20rem;overflow:auto;border-top:1px solid var(--hair);max-width:24rem}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.625rem .75rem;vertical-align:middle;font-weight:400}
th{font-weight:600}
.n{text-align:right}
tbody tr{border-top:1px solid var(--hair)}
.kiosks{margin-top:1rem}
.kiosks thead th{font-size:.875rem;font-weight:500;color:var(--soft)}
.kiosks th:first-child,.kiosks td:first-child{padding-left:0}
.kiosks th:last-child,.kiosks td:last-child{padding-right:0}
.kiosks tbody th{overflow-wrap:break-word;min-width:7rem;max-width:16rem}
.kiosks thead th,.version{white-space:nowrap}
.zero{color:var(--soft)}
.kiosks .label{display:none}
.kiosks time,.action{white-space:nowrap}
.action button{min-height:2.5rem;padding:.25rem 1rem}
.kiosks .state{min-width:12rem;padding-left:2.375rem}
.state svg{width:1.125rem;height:1.125rem;vertical-align:-.2em;margin:0 .5rem 0 -1.625rem;overflow:visible}
.state path{fill:none;stroke:currentColor;stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}
.look .state{color:var(--error);font-weight:600}
.fine .state svg{color:var(--ok)}
.new .state,.off .state,.none{color:var(--soft)}
.pages{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;margin-top:1rem}
.pages a{padding:.625rem 0;font-weight:600}
.card{max-width:27rem;margin:0 auto;padding:12vh 1.5rem 3rem}
.card h1 .brand{font-size:1.5rem}
.card form{display:flex;flex-direction:column;margin:2rem 0 1.5rem}
.card label{font-weight:600;margin-bottom:.375rem}
.card input{font:inherit;color:inherit;background:var(--surface);border:2px solid var(--line);border-radius:12px;padding:.75rem 1rem;margin-bottom:1.25rem;
width:100%}
.card input:focus-visible{outline-offset:2px;border-radius:12px}
.card .primary{min-height:3.25rem}
.card p+p{margin-top:1rem}
.complaint{margin-top:1.5rem;padding:.875rem 1rem;border-radius:12px;border:1.5px solid var(--error);background:var(--error-bg)}
@media (max-width:60rem){
.tiles{grid-template-columns:repeat(2,1fr)}
.kiosks,.kiosks tbody,.kiosks tr,.kiosks td,.kiosks tbody th{display:block}
.kiosks thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.kiosks tr{background:var(--surface);border:1px solid var(--hair);border-radius:16px;padding:1rem 1.25rem;margin-top:1rem}
.kiosks tr.look{border:1.5px solid var(--error)}
.kiosks tbody th,.kiosks td{padding:.25rem 0}
.kiosks tbody th{font-size:1.125rem}
.kiosks .state{padding-left:1.625rem}
.kiosks .rare.zero{display:none!important}
.kiosks td:not(.state):not(.action){display:flex;justify-content:space-between;gap:1rem;text-align:right}
.kiosks .label{display:inline;color:var(--soft)}
.state{padding-bottom:.75rem!important}
.action{padding-top:.75rem!important}
.action button{width:100%;justify-content:center;min-height:2.75rem}}
@media (max-width:30rem){
header,main,footer{padding-left:1rem;padding-right:1rem}
h1{font-size:1.5rem}
.tiles{gap:.625rem}
.tile{padding:.75rem 1rem .875rem}
.tile dd{font-size:1.75rem}
.frame{grid-template-rows:10rem auto}
.axis-week{font-size:.6875rem;letter-spacing:-.02em}
.who{display:none}}
@media (forced-colors:active){.bars rect{fill:CanvasText}.tile,.kiosks tr{border:1px solid CanvasText}}
@media print{header form,.asof a,.spans,.action,details{display:none!important}}
)";

} // namespace

std::string_view page_style() {
    return style_sheet;
}

std::string_view page_icon() {
    return R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#131a2e"/><path d="M7 15.5 16 8l9 7.5V25H7z" fill="#fbf8f1"/><path d="M13 25v-7h6v7z" fill="#ffc145"/></svg>)";
}

} // namespace kiosk::hub
