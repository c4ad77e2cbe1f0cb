import {
  FormDataParseError,
  MaxFileSizeExceededError,
  MaxTotalSizeExceededError,
  parseFormData,
} from '@remix-run/form-data-parser';
import { formText } from '../../../platform/typed-text.ts';
import { largestImport } from '../commands/import-organisations.server.ts';

export type Upload =
  | { readonly form: FormData; readonly bytes: Uint8Array | undefined; readonly partnershipId: string | undefined }
  | { readonly problem: string; readonly status: 413 | 422 };

const tooLarge = { problem: 'The file must be smaller than 80 MB', status: 413 } as const;

/** Reads the form of the import page: the bytes of a chosen file, or none on the steps that send no file. */
export async function readUpload(request: Request): Promise<Upload> {
  try {
    const form = await parseFormData(request, { maxFileSize: largestImport, maxFiles: 1, maxParts: 10 });
    const file = form.get('file');
    if (file instanceof File && file.size === 0 && file.name === '') return { problem: 'Choose a file', status: 422 };
    return {
      form,
      bytes: file instanceof File ? await file.bytes() : undefined,
      partnershipId: formText(form, 'partnershipId'),
    };
  } catch (error) {
    if (error instanceof MaxFileSizeExceededError || error instanceof MaxTotalSizeExceededError) return tooLarge;
    if (error instanceof FormDataParseError)
      return { problem: 'The file did not arrive whole: choose it again', status: 422 };
    throw error;
  }
}
