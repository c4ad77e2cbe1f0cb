import { zodResolver } from '@hookform/resolvers/zod';
import { useMemo, useRef } from 'react';
import { type FieldValues, type Path, useForm } from 'react-hook-form';
import { useSubmit } from 'react-router';
import { z } from 'zod';
import type { FieldErrors } from './form-parsing.ts';

// The content security policy lets nothing be evaluated, and zod would try.
if (typeof document !== 'undefined') z.config({ jitless: true });

/**
 * Checks a form's text fields in the browser with the schema that the server will use, so that a slip is told before
 * anything is sent. Without script the form simply posts. Radios stay plain: a library that owns them unticks what was
 * chosen before the page came alive.
 *
 * @param schema the checked fields of the form; others are left to the server
 * @param serverErrors what the server answered last time; shown until an early check finds something
 */
export function useEarlyChecks<T extends FieldValues>(
  schema: z.ZodType<unknown, T>,
  serverErrors: FieldErrors | undefined,
) {
  const form = useRef<HTMLFormElement>(null);
  const submit = useSubmit();
  const { register, handleSubmit, formState } = useForm<T, unknown, unknown>({
    resolver: zodResolver<T, unknown, unknown>(schema),
    shouldFocusError: false,
    reValidateMode: 'onSubmit',
  });
  const found = formState.errors;
  const early = useMemo(() => {
    const errors: FieldErrors = {};
    for (const [name, error] of Object.entries(found)) {
      if (error && typeof error.message === 'string') errors[name] = [error.message];
    }
    return errors;
  }, [found]);
  return {
    errors: Object.keys(early).length > 0 ? early : serverErrors,
    /** For the `<Form>` itself. */
    formProps: { ref: form, onSubmit: handleSubmit(() => submit(form.current)) },
    /** For one text field: name, reference and change handlers. */
    checked: (name: Path<T>) => register(name),
  };
}
