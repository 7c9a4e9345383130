/** How wide a text will be, without asking the page to lay itself out. */

export type Measure = (text: string, size: number, weight?: number) => number;

const MOST_WIDTHS = 2000;

/** @param font the families of the page */
export function measurer(font: string): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const widths = new Map<string, number>();
  return (text, size, weight = 400) => {
    if (!context) return text.length * size * 0.55;
    const style = `${weight} ${size}px ${font}`;
    const key = `${style}|${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      context.font = style;
      width = context.measureText(text).width;
      if (widths.size >= MOST_WIDTHS) widths.clear();
      widths.set(key, width);
    }
    return width;
  };
}
