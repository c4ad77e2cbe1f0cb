/** The address of an import between its steps: the file by its content, for whom, and for which local authority. */
export interface ImportAddress {
  readonly sha256: string;
  readonly partnershipId?: string | null | undefined;
  readonly localAuthority?: string | null | undefined;
}

export function importAddress({ sha256, partnershipId, localAuthority }: ImportAddress): string {
  const search = new URLSearchParams({ file: sha256 });
  if (partnershipId) search.set('partnership', partnershipId);
  if (localAuthority) search.set('authority', localAuthority);
  return `/organisations/import?${search}`;
}

/** Undefined when the address names no file: the first step. */
export function readImportAddress(search: URLSearchParams): ImportAddress | undefined {
  const sha256 = search.get('file');
  if (!sha256) return undefined;
  return { sha256, partnershipId: search.get('partnership'), localAuthority: search.get('authority') };
}
