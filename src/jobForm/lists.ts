/** Take a list apart that was typed with spaces or commas between its entries. */
export function readList(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter(Boolean))];
}
