/** The product's mark: an eye-line that meets a point. Decorative; the name stands beside it. */
export function ProductMark() {
  return (
    <svg className="app-product-mark" viewBox="0 0 32 32" width="30" height="30" aria-hidden="true" focusable="false">
      <path d="M2 16 Q16 3 30 16 Q16 29 2 16 Z" fill="none" stroke="currentColor" strokeWidth="3" />
      <circle cx="16" cy="16" r="4.5" fill="currentColor" />
    </svg>
  );
}
