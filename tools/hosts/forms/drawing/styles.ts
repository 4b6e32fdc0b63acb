/** What the drawn forms share, then how each differs. Nothing is loaded: fonts are the reader's own. */
export const FORM_STYLES = `
.form { box-sizing: border-box; width: 100%; border: 1px solid var(--edge); border-radius: 8px; background: #fff; color: var(--ink); font: 14px/1.45 Inter, "Open Sans", system-ui, sans-serif; overflow: hidden; }
.form * { box-sizing: border-box; }
.form p, .form ol { margin: 0 0 6px; }
.form a { color: var(--accent); }
.form code { font-size: 0.92em; }
.form pre { margin: 0 0 6px; padding: 8px 10px; border-radius: var(--radius); background: var(--soft); font-size: 12.5px; white-space: pre-wrap; overflow-wrap: anywhere; }
.form .head { padding: 14px 20px; border-bottom: 1px solid var(--line); }
.form .title { display: flex; align-items: center; gap: 10px; font-weight: 600; font-size: 15px; }
.form .logo { display: inline-grid; place-items: center; width: 26px; height: 26px; border-radius: 6px; background: #2545d3; color: #fff; font-size: 14px; }
.form .about { padding: 10px 20px 0; color: var(--quiet); font-size: 13px; }
.form .body { display: flex; flex-direction: column; gap: 18px; padding: 18px 20px 22px; }
.form .label { display: flex; align-items: center; gap: 6px; margin-bottom: 5px; font-weight: 600; }
.form .required { color: #d1361f; }
.form .help { margin-top: 5px; color: var(--quiet); font-size: 12.5px; line-height: 1.4; }
.form .control { display: flex; align-items: center; gap: 8px; min-height: 38px; padding: 7px 10px; border: 1px solid var(--edge); border-radius: var(--radius); background: #fff; }
.form .control.tall { min-height: 76px; align-items: flex-start; }
.form .placeholder, .form .value { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.form .placeholder { color: #73706a; }
.form .chevron { width: 8px; height: 8px; margin: -4px 4px 0; border: solid var(--quiet); border-width: 0 1.5px 1.5px 0; transform: rotate(45deg); }
.form .rows { display: flex; flex-direction: column; gap: 12px; padding: 12px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--soft); }
.form .more { display: inline-block; margin-top: 6px; font-size: 13px; font-weight: 600; color: var(--accent); }
.form .notice { padding: 10px 12px; border-radius: var(--radius); background: var(--soft); font-size: 13px; }
.form .notice p:last-child { margin: 0; }
.form .foot { padding: 0 20px 20px; }
.form .button { padding: 10px; border-radius: var(--radius); background: var(--accent); color: #fff; font-weight: 600; text-align: center; }
.form .empty { color: var(--quiet); }
.form.zapier { --ink: #2d2e2e; --quiet: #6b6761; --edge: #c9c5bd; --line: #e8e5df; --soft: #faf8f5; --accent: #5b4fd6; --radius: 4px; }
.zapier .tabs { display: flex; gap: 22px; padding: 12px 20px 0; border-bottom: 1px solid var(--line); color: var(--quiet); font-weight: 600; }
.zapier .tabs span { padding-bottom: 8px; border-bottom: 2px solid transparent; }
.zapier .tabs .active { border-color: var(--accent); color: var(--ink); }
.zapier .tabs .done::after { content: " ✓"; color: #0f884e; }
.zapier .heading { margin: 6px 0 -6px; padding-top: 14px; border-top: 1px solid var(--line); font-size: 15px; font-weight: 700; }
.zapier .heading:first-child { margin-top: 0; padding-top: 0; border-top: 0; }
.zapier .label { gap: 3px; }
.zapier .insert { color: var(--quiet); font-size: 17px; line-height: 1; padding-left: 8px; border-left: 1px solid var(--line); }
.zapier.connection .insert { display: none; }
.zapier.connection .insert-hint { visibility: hidden; }
.form.activepieces { --ink: #18181b; --quiet: #67676f; --edge: #e0e0e6; --line: #ececf1; --soft: #f7f7f9; --accent: #6e41e2; --radius: 6px; }
.activepieces .label { font-weight: 500; }
.activepieces .dynamic { margin-left: auto; color: var(--quiet); font-weight: 400; font-size: 12px; }
.activepieces.connection .dynamic { display: none; }
.activepieces .switch { position: relative; width: 34px; height: 19px; border-radius: 10px; background: #dcdce3; }
.activepieces .switch::after { content: ""; position: absolute; top: 2px; left: 2px; width: 15px; height: 15px; border-radius: 50%; background: #fff; }
.activepieces .switch.on { background: var(--accent); }
.activepieces .switch.on::after { left: 17px; }
.activepieces .control + .help, .activepieces .more + .help { margin-top: 6px; }
.activepieces .more { padding: 6px 12px; border: 1px solid var(--edge); border-radius: var(--radius); color: var(--ink); font-weight: 500; }
.activepieces .notice { padding: 0; background: none; }
.form.n8n { --ink: #2c2c31; --quiet: #6a6a73; --edge: #dadae0; --line: #ececef; --soft: #f5f5f7; --accent: #b83f00; --radius: 4px; }
.n8n .tabs { display: flex; align-items: center; gap: 12px; padding: 8px 12px 0 20px; white-space: nowrap; border-bottom: 1px solid var(--line); font-weight: 600; }
.n8n .tabs span { padding-bottom: 8px; border-bottom: 2px solid transparent; }
.n8n .tabs .active { border-color: #ff6d00; color: var(--accent); }
.n8n .tabs .execute { margin: 0 0 8px auto; padding: 6px 9px; border: 0; border-radius: var(--radius); background: #c94800; color: #fff; font-size: 12px; }
.n8n .label { margin-bottom: 4px; font-weight: 500; }
.n8n .mode { padding-right: 8px; border-right: 1px solid var(--line); color: var(--quiet); }
.n8n .switch { display: inline-block; position: relative; width: 34px; height: 18px; border-radius: 9px; background: #bdbdc4; }
.n8n .switch::after { content: ""; position: absolute; top: 2px; left: 2px; width: 14px; height: 14px; border-radius: 50%; background: #fff; }
.n8n .switch.on { background: #12855c; }
.n8n .switch.on::after { left: 18px; }
.n8n .door > .label { padding-bottom: 4px; border-bottom: 1px solid var(--line); font-weight: 600; }
.n8n .nothing { padding: 4px 0 0 16px; color: var(--quiet); font-size: 13px; }
.n8n .more { display: block; padding: 7px; border: 1px solid var(--edge); border-radius: var(--radius); background: var(--soft); color: var(--ink); font-weight: 500; text-align: center; }
.n8n .door .more { margin-left: 16px; }
.n8n .notice { border-left: 3px solid #d6a10b; background: #fff8e6; }
.form.langchain { --ink: #1c2b2a; --quiet: #5c6b69; --edge: #d5dedc; --line: #e6ecea; --soft: #f4f8f7; --accent: #0b6b57; --radius: 6px; }
.langchain .code { font: 600 13px/1.4 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.langchain .title .code { font-size: 15px; }
.langchain .body { gap: 14px; }
.langchain .label { flex-wrap: wrap; gap: 2px 8px; margin-bottom: 2px; }
.langchain .type { color: var(--accent); font: 12px/1.4 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.langchain .help { margin-top: 0; }
.langchain .rows { margin-top: 8px; }
`;
