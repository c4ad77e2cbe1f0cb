import {
  FormDataParseError,
  MaxFileSizeExceededError,
  MaxTotalSizeExceededError,
  parseFormData,
} from '@remix-run/form-data-parser';
import { largestWorkbook } from './workbook.server.ts';

/** A form with at most one workbook; or what is wrong with it in words, and the status to answer with. */
export type ReadWorkbookForm =
  | { readonly form: FormData; readonly bytes: Uint8Array | undefined }
  | { readonly problem: string; readonly status: 413 | 422 };

/** Reads a form that may bring a workbook: no file larger than a workbook may be, and no crowd of parts. */
export async function readWorkbookForm(request: Request): Promise<ReadWorkbookForm> {
  try {
    const form = await parseFormData(request, { maxFileSize: largestWorkbook, maxFiles: 1, maxParts: 600 });
    const file = form.get('file');
    return { form, bytes: file instanceof File && file.size > 0 ? await file.bytes() : undefined };
  } catch (error) {
    if (error instanceof MaxFileSizeExceededError || error instanceof MaxTotalSizeExceededError)
      return { problem: 'The workbook must be smaller than 5 MB', status: 413 };
    if (error instanceof FormDataParseError)
      return { problem: 'The workbook did not arrive whole: choose it again', status: 422 };
    throw error;
  }
}
