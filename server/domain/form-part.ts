/** A field or a file of a submitted form. */
export type FormPart = [name: string, value: string | File];
