// On a served page a widget's modules come from the server, and the browser keeps them from one page to the next.

const address = new URL("/* address */", document.baseURI).href;

export default (await import(address)).default;
