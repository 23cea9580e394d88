/** What the short journey needs of a browser. Elements are found by CSS selectors. */
export interface Browser {
  name: string;
  open(url: string): Promise<void>;
  /** Replaces the text of a field. Waits until the field is there. */
  fill(selector: string, text: string): Promise<void>;
  /** Presses Enter in a field. */
  pressEnter(selector: string): Promise<void>;
  click(selector: string): Promise<void>;
  /** Returns the text of an element. Waits until the element is visible. */
  read(selector: string): Promise<string>;
  /** Returns an attribute of an element; null if it has none. */
  readAttribute(selector: string, attribute: string): Promise<string | null>;
  /** Returns the path of the page. */
  readPath(): Promise<string>;
  close(): Promise<void>;
}

/** The time that a page may take to show an element, in milliseconds. */
export const patience = 20_000;
