/** Props that may be left out or passed as `undefined`, so a page can write `hint={known ? words : undefined}`. */
export type OptionalProps<T> = { [Key in keyof T]?: T[Key] | undefined };
