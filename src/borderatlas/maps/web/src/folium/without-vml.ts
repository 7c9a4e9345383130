/**
 * Leaflet asks for VML by an error that it throws and catches, and an engine that notes where errors come from then reads the whole script
 * once more: a tenth of the time in which a page opens. While Leaflet starts, it is not told that there is no VML; nothing draws with it.
 */

Object.defineProperty(document, 'namespaces', { configurable: true, value: { add: () => undefined } });
