/** The product's mark: an eye-line that meets a point. Decorative; the name stands beside it. */
export function ProductMark() {
  return (
    <svg className="app-product-mark" viewBox="0 0 32 32" width="30" height="30" aria-hidden="true" focusable="false">
      <path
        d="M2 16Q16 -1 30 16Q16 33 2 16Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.8"
        strokeLinejoin="round"
      />
      <circle cx="16" cy="16" r="4.2" fill="currentColor" />
    </svg>
  );
}
