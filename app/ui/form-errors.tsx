import { createContext, type ReactNode, useContext } from 'react';

/** What is wrong with a form: field name to sentences, each saying what to do. `''` holds what concerns no one field. */
export type FieldErrors = Readonly<Record<string, readonly string[] | undefined>>;

const noErrors: FieldErrors = {};
const FormErrorsContext = createContext<FieldErrors>(noErrors);

type FormErrorsProps = {
  /** The action's own object: a new object after a submit is what moves focus to the error summary again. */
  errors: FieldErrors | undefined;
  children: ReactNode;
};

/** Gives the errors to every field and to the error summary inside it, so that a page passes them once. */
export function FormErrors({ errors, children }: FormErrorsProps) {
  return <FormErrorsContext value={errors ?? noErrors}>{children}</FormErrorsContext>;
}

/** All errors of the form around this component. */
export function useFormErrors(): FieldErrors {
  return useContext(FormErrorsContext);
}

/** One sentence, several, or nothing: what a field's `error` prop takes. */
export type ErrorProp = string | readonly string[] | undefined;

/** The errors of one field: those passed to it, else those the form has under its name. */
export function useFieldErrors(name: string, error: ErrorProp): readonly string[] {
  const inherited = useContext(FormErrorsContext)[name];
  const chosen = error ?? inherited ?? [];
  return typeof chosen === 'string' ? [chosen] : chosen;
}
