"use strict";(self.rspackChunkcertbook=self.rspackChunkcertbook||[]).push([[700],{"./node_modules/css-loader/dist/cjs.js!./style/index.css"(e,o,r){var t=r("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),a=r.n(t),i=r("./node_modules/css-loader/dist/runtime/api.js"),n=(r.n(i))()(a());n.push([e.id,`/* Colours are JupyterLab's own variables, so that both themes and all others hold. */

.cb-Panel,
.cb-Board {
  overflow: auto;
  background: var(--jp-layout-color1);
  color: var(--jp-ui-font-color1);
  font-family: var(--jp-ui-font-family);
  font-size: var(--jp-ui-font-size1);
  line-height: 1.45;
}

.cb-Panel {
  min-width: 240px;
}

.cb-Panel-content {
  display: flex;
  flex-direction: column;
  gap: 8px;
  padding: 12px;
}

.cb-Panel h2,
.cb-Panel h3,
.cb-Board h1,
.cb-Board h2,
.cb-Tour h2 {
  margin: 0;
  color: var(--jp-ui-font-color0);
  font-weight: 600;
  line-height: 1.25;
}

.cb-Panel h2,
.cb-Board h2,
.cb-Tour h2 {
  font-size: var(--jp-ui-font-size2);
}

.cb-Panel h3 {
  font-size: var(--jp-ui-font-size1);
}

.cb-Board h1 {
  font-size: var(--jp-ui-font-size3);
}

.cb-Panel p,
.cb-Board p,
.cb-Tour p {
  margin: 0;
}

.cb-Panel ul,
.cb-Board ul {
  margin: 0;
  padding-left: 18px;
}

.cb-small {
  font-size: var(--jp-ui-font-size1);
}

.cb-faint {
  color: var(--jp-ui-font-color1);
  font-style: italic;
}

.cb-lines {
  overflow-wrap: anywhere;
  white-space: pre-line;
}

.cb-lines code {
  padding: 0 2px;
  background: var(--jp-layout-color2);
  font-family: var(--jp-code-font-family);
}

.cb-hidden {
  position: absolute;
  overflow: hidden;
  width: 1px;
  height: 1px;
  clip-path: inset(50%);
  white-space: nowrap;
}

/* Buttons and what can be clicked */

.cb-Button,
.cb-Row,
.cb-Link {
  box-sizing: border-box;
  border: 1px solid transparent;
  border-radius: var(--jp-border-radius);
  background: none;
  color: inherit;
  cursor: pointer;
  font: inherit;
  text-align: left;
}

.cb-Button {
  align-self: flex-start;
  padding: 4px 12px;
  border-color: var(--jp-ui-font-color2);
}

.cb-Button:hover,
.cb-Row:hover,
.cb-Panel summary:hover,
.cb-Board summary:hover {
  background: var(--jp-layout-color2);
}

.cb-Button.cb-mod-primary {
  border-color: var(--jp-accept-color-normal);
  background: var(--jp-accept-color-normal);
  color: #fff;
}

.cb-Button.cb-mod-primary:hover {
  background: var(--jp-accept-color-hover);
}

.cb-Button:disabled {
  cursor: default;
  opacity: 0.6;
}

.cb-Link {
  /* A link of several lines: a list's number stands beside the first one. */
  vertical-align: top;
  padding: 0;
  color: var(--jp-content-link-color);
  text-decoration: underline;
}

.cb-Panel :focus-visible,
.cb-Board :focus-visible,
.cb-Tour :focus-visible {
  outline: var(--jp-focus-outline-width, 2px) solid var(--jp-focus-outline-color, currentcolor);
  outline-offset: 1px;
}

.cb-Actions {
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
}

/* A message of the server */

.cb-Notice {
  display: flex;
  flex-direction: column;
  gap: 6px;
  padding: 10px;
  border: 1px solid var(--jp-border-color1);
  border-left: 4px solid var(--jp-warn-color1);
  background: var(--jp-layout-color1);
}

/* Mastery */

.cb-Meter {
  display: flex;
  align-items: center;
  gap: 8px;
}

.cb-Meter-track {
  display: block;
  flex: 1 1 60px;
  overflow: hidden;
  min-width: 40px;
  max-width: 160px;
  height: 8px;
  border: 1px solid var(--jp-ui-font-color2);
  border-radius: 4px;
}

.cb-Meter-fill {
  display: block;
  height: 100%;
  background: var(--jp-brand-color1);
}

/* The sidebar */

.cb-Chosen {
  display: flex;
  flex-direction: column;
  gap: 4px;
}

.cb-Panel details,
.cb-Board details {
  border-top: 1px solid var(--jp-border-color2);
}

.cb-Panel summary,
.cb-Board summary {
  padding: 6px 0;
  cursor: pointer;
}

.cb-Domain summary h3 {
  display: inline;
}

.cb-Domain summary .cb-Meter {
  margin: 2px 0 0 14px;
}

.cb-Panel .cb-Labs {
  display: flex;
  flex-direction: column;
  padding: 4px 0;
  list-style: none;
}

.cb-Row {
  display: grid;
  grid-template-columns: 20px 1fr;
  width: 100%;
  padding: 4px;
}

.cb-Row-icon {
  display: inline-flex;
  grid-row: 1;
  grid-column: 1;
  align-items: center;
  align-self: start;
  padding-top: 2px;
}

.cb-Row-icon svg {
  width: 16px;
  height: 16px;
}

.cb-Row-title {
  grid-column: 2;
  font-weight: 500;
}

.cb-Row-facts {
  grid-column: 2;
}

.cb-Gaps {
  padding-top: 8px;
  border-top: 1px solid var(--jp-border-color2);
}

/* The choice */

.cb-Choice {
  display: flex;
  flex-direction: column;
  gap: 8px;
  width: min(440px, 80vw);
}

.cb-Choice label {
  display: flex;
  flex-direction: column;
  gap: 4px;
}

.cb-Choice p {
  min-height: 1.45em;
  margin: 0;
  line-height: 1.45;
}

/* Results */

.cb-Progress {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px;
}

.cb-Progress progress {
  flex: 1 1 100%;
  width: 100%;
  accent-color: var(--jp-brand-color1);
}

.cb-Found {
  display: flex;
  flex-direction: column;
  gap: 6px;
}

.cb-Found[data-stale='true'] {
  opacity: 0.75;
}

.cb-Verdict strong {
  font-size: var(--jp-ui-font-size2);
}

.cb-Task summary {
  display: grid;
  grid-template-columns: 20px 1fr 16px;
  padding: 6px 0 6px 4px;
  border-left: 3px solid transparent;
}

.cb-Task summary::after {
  grid-row: 1;
  grid-column: 3;
  content: '▸' / '';
}

.cb-Task[open] summary::after {
  content: '▾' / '';
}

.cb-Task summary::-webkit-details-marker {
  display: none;
}

.cb-Task[data-outcome='passed'] summary {
  border-left-color: var(--jp-success-color1);
}

.cb-Task[data-outcome='wrong'] summary {
  border-left-color: var(--jp-warn-color1);
}

.cb-Task[data-outcome='error'] summary {
  border-left-color: var(--jp-error-color1);
}

.cb-Message {
  overflow: auto;
  max-height: 40vh;
  margin: 4px 0 8px;
  padding: 8px;
  border: 1px solid var(--jp-border-color2);
  background: var(--jp-layout-color0);
  color: var(--jp-content-font-color1);
  font-family: var(--jp-code-font-family);
  font-size: var(--jp-code-font-size);
  overflow-wrap: anywhere;
  white-space: pre-wrap;
}

.cb-Hints {
  display: flex;
  flex-direction: column;
  gap: 6px;
  padding: 8px 0;
}

.cb-Hints ol {
  margin: 0;
  padding-left: 20px;
}

.cb-Written {
  display: grid;
  grid-template-columns: 1fr;
  gap: 4px;
  padding: 6px 0;
  border-top: 1px solid var(--jp-border-color2);
}

.cb-Written .cb-Button {
  justify-self: start;
}

.cb-Written .cb-Row-title,
.cb-Written .cb-Row-facts {
  grid-column: 1;
}

/* The toolbar */

.cb-CheckButton {
  display: flex;
}

.cb-CheckButton .cb-mod-check .jp-ToolbarButtonComponent-label {
  margin-left: 4px;
}

/* The dashboard */

.cb-Board:focus {
  outline: none;
}

.cb-Board-content {
  max-width: 1200px;
  margin: 0 auto;
  padding: 20px;
  container-type: inline-size;
}

.cb-Board-header {
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  gap: 8px 16px;
  margin-bottom: 16px;
}

.cb-Board-header p {
  flex: 1 1 200px;
}

.cb-Board-grid {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 16px;
}

@container (min-width: 720px) {
  .cb-Board-grid {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }

  .cb-Card.cb-mod-wide {
    grid-column: span 2;
  }
}

.cb-Card {
  display: flex;
  flex-direction: column;
  gap: 8px;
  padding: 14px;
  border: 1px solid var(--jp-border-color2);
  border-radius: var(--jp-border-radius);
}

.cb-Figure strong {
  font-size: 1.6em;
}

.cb-Board .cb-List {
  display: flex;
  flex-direction: column;
  gap: 8px;
  margin: 0;
  padding-left: 18px;
}

.cb-List > li > .cb-Row-facts,
.cb-List > li > .cb-small,
.cb-List > li > ul .cb-Row-facts {
  display: block;
}

.cb-Chart {
  position: relative;
  display: flex;
  flex-direction: column;
  gap: 8px;
}

.cb-Drawing,
.cb-Drawing .vega-embed {
  width: 100%;
}

.cb-scroll {
  overflow: auto;
}

.cb-Table {
  width: 100%;
  border-collapse: collapse;
}

.cb-Table caption {
  padding-bottom: 4px;
  text-align: left;
}

.cb-Table th,
.cb-Table td {
  padding: 4px 8px;
  border-bottom: 1px solid var(--jp-border-color2);
  text-align: left;
}

.cb-Table thead th {
  font-weight: 600;
}

.cb-Table tbody th {
  font-weight: normal;
}

/* The tour: beside the work, not over it */

.cb-Tour {
  position: fixed;
  z-index: 10000;
  right: 24px;
  bottom: 40px;
  width: min(360px, calc(100vw - 48px));
}

.cb-Tour-card {
  display: flex;
  flex-direction: column;
  gap: 10px;
  padding: 16px;
  border: 1px solid var(--jp-border-color1);
  border-radius: var(--jp-border-radius);
  background: var(--jp-layout-color1);
  box-shadow: var(--jp-elevation-z8);
  color: var(--jp-ui-font-color1);
  font-family: var(--jp-ui-font-family);
  font-size: var(--jp-ui-font-size1);
  line-height: 1.5;
}

.cb-mod-outlined {
  outline: 3px solid var(--jp-brand-color1);
  outline-offset: -3px;
}

/* The exam room */

.cb-Exam h3,
.cb-Exam figure {
  margin: 0;
}

.cb-Exam h1:focus,
.cb-Exam h2:focus {
  outline: none;
}

.cb-Offers,
.cb-Answers,
.cb-Sitting,
.cb-Matter,
.cb-Ask,
.cb-Scenario,
.cb-QuestionFigure,
.cb-Match,
.cb-Answered-body {
  display: flex;
  flex-direction: column;
  gap: 10px;
}

.cb-Answers {
  margin-top: 16px;
}

.cb-Offers {
  margin-bottom: 16px;
}

.cb-Offer summary h2 {
  display: inline;
}

.cb-Offer > :not(summary) {
  margin-bottom: 10px;
}

.cb-Rule {
  padding: 8px 10px;
  border-left: 4px solid var(--jp-brand-color1);
}

.cb-Exam .cb-Actions {
  align-items: center;
}

/* In reach on a low or narrow screen, where a question with a chart is longer than it. */
.cb-Sitting > .cb-Actions {
  position: sticky;
  bottom: 0;
  padding: 8px 0;
  background: var(--jp-layout-color1);
}

.cb-Exam input[type='number'],
.cb-Exam input[type='text'],
.cb-Exam select {
  box-sizing: border-box;
  max-width: 100%;
  padding: 4px 6px;
  border: 1px solid var(--jp-ui-font-color2);
  border-radius: var(--jp-border-radius);
  background: var(--jp-layout-color0);
  color: var(--jp-ui-font-color0);
  font: inherit;
}

.cb-Exam input[type='number'] {
  width: 80px;
}

.cb-SittingBar {
  position: sticky;
  z-index: 1;
  top: 0;
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px 16px;
  padding: 8px 0;
  border-bottom: 1px solid var(--jp-border-color2);
  background: var(--jp-layout-color1);
}

.cb-SittingBar strong {
  flex: 1 1 200px;
}

.cb-Clock {
  font-variant-numeric: tabular-nums;
}

.cb-Clock[data-low='true'] {
  font-weight: 700;
  text-decoration: underline;
}

.cb-Sheet {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 20px;
  font-size: var(--jp-content-font-size1);
  line-height: 1.5;
}

.cb-Matter:empty {
  display: none;
}

@container (min-width: 800px) {
  .cb-Sheet.cb-mod-two {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }
}

.cb-Sheet:not(.cb-mod-two) {
  max-width: 800px;
}

.cb-Choices {
  display: flex;
  flex-direction: column;
  gap: 6px;
  margin: 0;
  padding: 0;
  border: none;
}

.cb-Choices legend {
  padding: 0 0 6px;
}

.cb-ChoiceLine {
  display: grid;
  grid-template-columns: auto 24px 1fr;
  align-items: baseline;
  gap: 8px;
  padding: 8px;
  border: 1px solid var(--jp-border-color1);
  border-radius: var(--jp-border-radius);
  cursor: pointer;
}

.cb-ChoiceLine:has(:checked) {
  border-color: var(--jp-brand-color1);
  box-shadow: inset 3px 0 var(--jp-brand-color1);
}

.cb-Key {
  min-width: 20px;
  border: 1px solid var(--jp-border-color1);
  border-radius: var(--jp-border-radius);
  text-align: center;
}

.cb-Board .cb-Steps {
  display: flex;
  flex-direction: column;
  gap: 6px;
  margin: 8px 0;
  padding: 0;
  list-style: none;
}

.cb-Step {
  display: flex;
  align-items: center;
  gap: 8px;
  padding: 6px 8px;
  border: 1px solid var(--jp-border-color1);
  border-radius: var(--jp-border-radius);
}

.cb-Step-text {
  flex: 1;
}

.cb-Match label {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
  align-items: center;
  gap: 4px 12px;
}

.cb-Number {
  display: flex;
  flex-direction: column;
  gap: 4px;
}

.cb-Grid {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(72px, 1fr));
  gap: 6px;
  margin-top: 8px;
}

.cb-Cell {
  padding: 8px 4px;
  border: 1px dashed var(--jp-ui-font-color2);
  border-radius: var(--jp-border-radius);
  background: none;
  color: inherit;
  cursor: pointer;
  font: inherit;
}

.cb-Cell[data-state='answered'] {
  border-style: solid;
  background: var(--jp-layout-color2);
}

.cb-Cell[aria-current] {
  outline: 2px solid var(--jp-brand-color1);
}

.cb-Answered-body {
  max-width: 800px;
  padding: 4px 0 16px;
}

.cb-Board .cb-Reasons {
  display: flex;
  flex-direction: column;
  gap: 8px;
  padding: 0;
  list-style: none;
}

.cb-Reasons li {
  padding: 4px 10px;
  border-left: 4px solid var(--jp-warn-color1);
}

.cb-Reasons li[data-right='true'] {
  border-left-color: var(--jp-success-color1);
}

.cb-Why {
  font-style: italic;
}
`,""]),r.d(o,{},{A:n})},"./node_modules/css-loader/dist/runtime/api.js"(e){e.exports=function(e){var o=[];return o.toString=function(){return this.map(function(o){var r="",t=void 0!==o[5];return o[4]&&(r+="@supports (".concat(o[4],") {")),o[2]&&(r+="@media ".concat(o[2]," {")),t&&(r+="@layer".concat(o[5].length>0?" ".concat(o[5]):""," {")),r+=e(o),t&&(r+="}"),o[2]&&(r+="}"),o[4]&&(r+="}"),r}).join("")},o.i=function(e,r,t,a,i){"string"==typeof e&&(e=[[null,e,void 0]]);var n={};if(t)for(var l=0;l<this.length;l++){var c=this[l][0];null!=c&&(n[c]=!0)}for(var d=0;d<e.length;d++){var s=[].concat(e[d]);t&&n[s[0]]||(void 0!==i&&(void 0===s[5]||(s[1]="@layer".concat(s[5].length>0?" ".concat(s[5]):""," {").concat(s[1],"}")),s[5]=i),r&&(s[2]&&(s[1]="@media ".concat(s[2]," {").concat(s[1],"}")),s[2]=r),a&&(s[4]?(s[1]="@supports (".concat(s[4],") {").concat(s[1],"}"),s[4]=a):s[4]="".concat(a)),o.push(s))}},o}},"./node_modules/css-loader/dist/runtime/noSourceMaps.js"(e){e.exports=function(e){return e[1]}},"./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"(e){var o=[];function r(e){for(var r=-1,t=0;t<o.length;t++)if(o[t].identifier===e){r=t;break}return r}function t(e,t){for(var a={},i=[],n=0;n<e.length;n++){var l=e[n],c=t.base?l[0]+t.base:l[0],d=a[c]||0,s="".concat(c," ").concat(d);a[c]=d+1;var p=r(s),b={css:l[1],media:l[2],sourceMap:l[3],supports:l[4],layer:l[5]};if(-1!==p)o[p].references++,o[p].updater(b);else{var u=function(e,o){var r=o.domAPI(o);return r.update(e),function(o){o?(o.css!==e.css||o.media!==e.media||o.sourceMap!==e.sourceMap||o.supports!==e.supports||o.layer!==e.layer)&&r.update(e=o):r.remove()}}(b,t);t.byIndex=n,o.splice(n,0,{identifier:s,updater:u,references:1})}i.push(s)}return i}e.exports=function(e,a){var i=t(e=e||[],a=a||{});return function(e){e=e||[];for(var n=0;n<i.length;n++){var l=r(i[n]);o[l].references--}for(var c=t(e,a),d=0;d<i.length;d++){var s=r(i[d]);0===o[s].references&&(o[s].updater(),o.splice(s,1))}i=c}}},"./node_modules/style-loader/dist/runtime/insertBySelector.js"(e){var o={};e.exports=function(e,r){var t=function(e){if(void 0===o[e]){var r=document.querySelector(e);if(window.HTMLIFrameElement&&r instanceof window.HTMLIFrameElement)try{r=r.contentDocument.head}catch(e){r=null}o[e]=r}return o[e]}(e);if(!t)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");t.appendChild(r)}},"./node_modules/style-loader/dist/runtime/insertStyleElement.js"(e){e.exports=function(e){var o=document.createElement("style");return e.setAttributes(o,e.attributes),e.insert(o,e.options),o}},"./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"(e,o,r){e.exports=function(e){var o=r.nc;o&&e.setAttribute("nonce",o)}},"./node_modules/style-loader/dist/runtime/styleDomAPI.js"(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var o=e.insertStyleElement(e);return{update:function(r){var t,a,i;t="",r.supports&&(t+="@supports (".concat(r.supports,") {")),r.media&&(t+="@media ".concat(r.media," {")),(a=void 0!==r.layer)&&(t+="@layer".concat(r.layer.length>0?" ".concat(r.layer):""," {")),t+=r.css,a&&(t+="}"),r.media&&(t+="}"),r.supports&&(t+="}"),(i=r.sourceMap)&&"u">typeof btoa&&(t+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(i))))," */")),e.styleTagTransform(t,o,e.options)},remove:function(){var e;null===(e=o).parentNode||e.parentNode.removeChild(e)}}}},"./node_modules/style-loader/dist/runtime/styleTagTransform.js"(e){e.exports=function(e,o){if(o.styleSheet)o.styleSheet.cssText=e;else{for(;o.firstChild;)o.removeChild(o.firstChild);o.appendChild(document.createTextNode(e))}}},"./style/index.js"(e,o,r){var t=r("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),a=r.n(t),i=r("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),n=r.n(i),l=r("./node_modules/style-loader/dist/runtime/insertBySelector.js"),c=r.n(l),d=r("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),s=r.n(d),p=r("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),b=r.n(p),u=r("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=r.n(u),x=r("./node_modules/css-loader/dist/cjs.js!./style/index.css"),f={};f.styleTagTransform=m(),f.setAttributes=s(),f.insert=c().bind(null,"head"),f.domAPI=n(),f.insertStyleElement=b(),a()(x.A,f),x.A&&x.A.locals&&x.A.locals}}]);