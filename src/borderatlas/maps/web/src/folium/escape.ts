/** Text as markup: what a value in a table that Folium writes by innerHTML goes through, so that it shows as the text it is. */

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeMarkup(value: unknown): string {
  return String(value).replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}
