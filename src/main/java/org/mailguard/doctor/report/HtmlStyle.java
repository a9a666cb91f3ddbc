package org.mailguard.doctor.report;

/**
 * How the page looks: on a phone and on a wide screen, light and dark as the reader has it, on
 * paper. Whatever a server says may break anywhere, so that nothing is wider than the window.
 */
final class HtmlStyle {
  static final String CSS =
      """
      :root{color-scheme:light dark;--line:#8888;--soft:#8882;--good:#2a7d2a;--bad:#c02020;--open:#b07a00}
      @media(prefers-color-scheme:dark){:root{--good:#4cae4c;--bad:#f06060;--open:#d9a227}}
      body{font:16px/1.5 system-ui,sans-serif;margin:0;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
      main{max-width:60rem;margin:auto;padding:1rem}
      h1{font-size:1.25rem;line-height:1.35;margin:.5rem 0;border-left:.5rem solid;padding-left:.6rem}
      .clean{border-color:var(--good)}.interference{border-color:var(--bad)}
      .inconclusive,.unreachable{border-color:var(--open)}
      h2{font-size:1.05rem;margin:2rem 0 .5rem}
      h3{font-size:1rem;margin:1.2rem 0 .3rem}
      p{margin:.4rem 0}
      section{border-top:1px solid var(--line);margin-top:2rem;padding-top:1rem}
      pre,.say{font:13px/1.45 ui-monospace,monospace;white-space:pre-wrap;margin:0}
      pre{background:var(--soft);padding:.5rem;border-radius:.3rem}
      mark{background:#ffd54a;color:#000}
      .by,.say small,pre small{font-size:.82rem;opacity:.8}time{white-space:nowrap}
      .by{margin:.8rem 0 .2rem}pre+.by{margin-top:.2rem}pre+.next{margin-top:.9rem}
      .letter{border:1px solid var(--line);border-radius:.3rem;padding:.2rem .8rem}
      .letter p{margin:.6rem 0}
      table{border-collapse:collapse;width:100%;margin:.8rem 0}
      th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid var(--line)}
      td:first-child{border-left:.4rem solid;overflow-wrap:normal}
      tr.clean td:first-child{border-left-color:var(--good)}
      tr.interference td:first-child{border-left-color:var(--bad)}
      tr.inconclusive td:first-child,tr.unreachable td:first-child{border-left-color:var(--open)}
      @media(max-width:40rem){
      th{display:none}tr,td{display:block}
      tr{border-left:.4rem solid;border-bottom:1px solid var(--line);padding:.3rem 0}
      tr:first-child,td:empty{display:none}
      td,td:first-child{border:0;padding:0 .5rem}td:first-child{font-weight:600}
      }
      ol,ul{padding-left:1.8rem;margin:.3rem 0}li{margin:.25rem 0}
      .talk{border:solid var(--line);border-width:0 2px;padding:.1rem 0}
      .ends{display:flex;justify-content:space-between;font-weight:600;margin-top:.5rem}
      .step{padding:.3rem 0 .5rem;break-inside:avoid}
      .say{padding:.1rem .4rem;margin:0 .4rem;background:var(--soft);border-radius:.3rem;width:fit-content;max-width:85%}
      .down .say{margin-left:auto}
      .say small{white-space:nowrap}
      .arrow{height:0;border-top:2px solid;position:relative;margin-top:.2rem}
      .arrow::after{content:"";position:absolute;top:-6px;border:5px solid transparent}
      .up .arrow::after{right:0;border-right-width:0;border-left-color:currentColor}
      .down .arrow::after{left:0;border-left-width:0;border-right-color:currentColor}
      .lost .arrow{border-top-style:dashed;color:var(--bad)}
      .lost .arrow::after{display:none}
      details{border:1px solid var(--line);border-radius:.3rem;padding:.4rem .6rem;margin:.5rem 0}
      summary{cursor:pointer}
      @media print{
      :root{color-scheme:light}
      body{font-size:11pt}main{max-width:none;padding:0}
      mark,.say,pre,h1,td{print-color-adjust:exact;-webkit-print-color-adjust:exact}
      h1,h2,h3,.by{break-after:avoid}pre,tr,li{break-inside:avoid}
      details:not([open]){display:none}
      }
      """;

  private HtmlStyle() {}
}
