/** For phones first; light or dark as the reader has it. Colours keep a contrast of 4.5 and more. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f4f4f1; --card: #fff; --line: #e2e1dc; --text: #1d1d1b; --muted: #5f5e59;
  --act: #1f5f4a; --act-down: #174a39; --on-act: #fff; --mark: #e3f0ea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #161715; --card: #20221f; --line: #353833; --text: #ecece8; --muted: #a9aaa3;
    --act: #7fd0b0; --act-down: #9adcc1; --on-act: #0f2119; --mark: #24382f;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; padding: 24px 16px;
  display: flex; align-items: center; justify-content: center;
  background: var(--ground); color: var(--text);
  font: 17px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  -webkit-text-size-adjust: 100%;
}
main {
  width: 100%; max-width: 28rem; padding: 32px 24px;
  background: var(--card); border: 1px solid var(--line); border-radius: 16px;
}
svg { display: block; width: 44px; height: 44px; margin: 0 0 20px; color: var(--act); }
circle { fill: var(--mark); }
h1 { margin: 0 0 12px; font-size: 1.5rem; line-height: 1.25; letter-spacing: -0.01em; text-wrap: balance; }
p { margin: 0 0 12px; overflow-wrap: anywhere; }
p:last-child { margin-bottom: 0; }
.muted { color: var(--muted); font-size: 0.9375rem; }
form { margin: 24px 0 16px; }
button {
  width: 100%; min-height: 52px; padding: 12px 20px; border: 0; border-radius: 12px;
  background: var(--act); color: var(--on-act); font: inherit; font-weight: 600; cursor: pointer;
}
button:hover, button:active { background: var(--act-down); }
button:focus-visible { outline: 3px solid var(--act); outline-offset: 3px; }
@media (min-width: 480px) { main { padding: 40px; } }
`;
