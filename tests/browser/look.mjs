// Looks at a dossier in Chromium and writes what it saw as JSON: node look.mjs DOSSIER.html [FOLDER FOR PICTURES]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [file, pictures] = process.argv.slice(2);
const address = pathToFileURL(file).href;
const axeSource = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const widths = [360, 768, 1280];
const seen = { requests: [], errors: [], looks: [] };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

async function opened(options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) seen.requests.push(request.url());
  });
  page.on("pageerror", (error) => seen.errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") seen.errors.push(message.text());
  });
  page.on("dialog", (dialog) => {
    seen.errors.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  await page.goto(address);
  return { context, page };
}

async function axe(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((violation) => ({
    id: violation.id,
    help: violation.help,
    nodes: violation.nodes.slice(0, 5).map((node) => node.html.slice(0, 200)),
  }));
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of widths) {
    const { context, page } = await opened({ viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" });
    const look = { colorScheme, width };
    look.overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    look.contradictions = await page.locator("#retold .contest:visible").count();
    look.isTornSide = await page.locator("#retold .version").evaluateAll((nodes) => nodes
      .filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.textContent.slice(0, 60)));
    look.violations = await axe(page);
    await page.locator("#timeline a[data-row]").first().click();
    look.violationsWithPanel = await axe(page);
    if (pictures) {
      await page.screenshot({ path: join(pictures, `panel-${colorScheme}-${width}.png`) });
      await page.keyboard.press("Escape");
      await page.evaluate(() => window.scrollTo(0, 0));
      await page.screenshot({ path: join(pictures, `page-${colorScheme}-${width}.png`), fullPage: true });
    }
    seen.looks.push(look);
    await context.close();
  }
}

{
  const { context, page } = await opened({ viewport: { width: 1280, height: 900 } });
  const panel = page.locator("#panel");
  const row = page.locator("#timeline a[data-row]").first();
  const id = await row.getAttribute("data-row");
  await row.click();
  seen.rowToSentence = {
    isShown: await panel.isVisible(),
    words: await panel.locator("mark.on").allInnerTexts(),
    expected: await page.locator(`main mark[data-rows~="${id}"]`).allInnerTexts(),
    hasFocus: await panel.evaluate((node) => node === document.activeElement),
  };
  await page.keyboard.press("Escape");
  seen.escape = {
    isHidden: await panel.isHidden(),
    focusIsBack: await row.evaluate((node) => node === document.activeElement),
  };
  const sentence = page.locator("main .sentence").nth(3);
  await sentence.locator("mark").first().click();
  seen.sentenceToRows = {
    isShown: await panel.isVisible(),
    rows: await panel.locator("[data-entry]").evaluateAll((nodes) => nodes.map((node) => node.dataset.entry)),
    expected: (await sentence.getAttribute("data-rows")).split(" "),
  };
  await page.locator("#panel-close").click();
  seen.closes = await panel.isHidden();
  const counter = sentence.locator("a.count");
  await counter.focus();
  await page.keyboard.press("Enter");
  seen.byKeyboard = await panel.isVisible();
  await panel.locator("a.go").click();
  seen.goesToReport = {
    isHidden: await panel.isHidden(),
    address: new URL(page.url()).hash === `#${await sentence.getAttribute("id")}`,
  };
  await page.goto(address);
  await page.keyboard.press("Tab");
  seen.firstStop = await page.evaluate(() => document.activeElement.textContent);
  seen.unreached = await page.evaluate(() => [...document.querySelectorAll("a[href], button, summary")]
    .filter((node) => node.tabIndex < 0).length);
  seen.twice = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
    return ids.filter((one, at) => ids.indexOf(one) !== at);
  });
  seen.dangling = await page.evaluate(() => [...document.querySelectorAll('a[href^="#"]')]
    .map((node) => node.getAttribute("href").slice(1)).filter((one) => !document.getElementById(one)));
  seen.ranScripts = await page.evaluate(() => "pwned" in window);
  const colours = () => page.evaluate(() => ["paper", "ink", "denial", "doubt", "sea", "mark"]
    .map((name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`)).join(" "));
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  const printed = await colours();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  seen.print = {
    ...(await page.evaluate(() => ({
      panel: getComputedStyle(document.getElementById("panel")).display,
      closed: document.querySelectorAll("details:not([open])").length,
    }))),
    isSameInDark: printed === (await colours()),
  };
  await context.close();
}

{
  const { context, page } = await opened({ viewport: { width: 768, height: 900 }, javaScriptEnabled: false });
  const target = await page.locator("#timeline a[data-row]").first().getAttribute("href");
  seen.withoutScript = {
    texts: await page.locator("#reports .text").allInnerTexts(),
    rows: await page.locator("#reports [data-entry]").evaluateAll((nodes) => nodes.map((node) => node.dataset.entry)),
    visible: await page.locator("#reports [data-entry]").first().isVisible(),
    targetIsShown: await page.locator(target).isVisible(),
    panelIsHidden: await page.locator("#panel").isHidden(),
  };
  await context.close();
}

await browser.close();
process.stdout.write(JSON.stringify(seen));
